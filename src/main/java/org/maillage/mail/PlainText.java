package org.maillage.mail;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlTemplateOutput;
import org.jspecify.annotations.Nullable;

/** Takes what a template compiled for HTML says, and escapes nothing: for the text bodies of letters. */
final class PlainText implements HtmlTemplateOutput {
    private final TemplateOutput output;

    PlainText(TemplateOutput output) {
        this.output = output;
    }

    @Override
    public void setContext(@Nullable String tag, @Nullable String attribute) {}

    @Override
    public void writeContent(String value) {
        output.writeContent(value);
    }

    @Override
    public void writeContent(String value, int begin, int end) {
        output.writeContent(value, begin, end);
    }

    @Override
    public void writeBinaryContent(byte[] value) {
        output.writeBinaryContent(value);
    }
}
