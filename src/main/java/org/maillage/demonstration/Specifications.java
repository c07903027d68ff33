package org.maillage.demonstration;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.maillage.platform.Demonstration;
import org.maillage.web.Languages;
import org.springframework.stereotype.Component;

/** Makes the specification of a fictional call as a real PDF. */
@Component
@Demonstration
class Specifications {
    private final TemplateEngine templates;
    private final Languages languages;

    Specifications(TemplateEngine templates, Languages languages) {
        this.templates = templates;
        this.languages = languages;
    }

    byte[] pdf(Story story) {
        var html = new StringOutput();
        templates.render(
                "demonstration/specification.jte",
                Map.<String, Object>of("t", languages.french(), "story", story),
                html);
        var pdf = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .withW3cDocument(new W3CDom().fromJsoup(Jsoup.parse(html.toString())), null)
                    .toStream(pdf)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }
}
