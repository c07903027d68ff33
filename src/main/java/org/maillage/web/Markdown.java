package org.maillage.web;

import gg.jte.Content;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Long texts are typed as Markdown and shown as a small, safe part of HTML: no image, no style, no script, no form. */
public final class Markdown {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .softbreak("<br />\n") // people who do not know Markdown expect their line ends to stay
            .build();
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "strong",
                    "em",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "code",
                    "pre",
                    "hr",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "a")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("start")
            .onElements("ol")
            .allowStandardUrlProtocols()
            .requireRelsOnLinks("nofollow", "noopener")
            .toFactory();

    private static final TextContentRenderer WORDS = TextContentRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .build();

    private Markdown() {}

    /**
     * {@code text} as HTML to stand inside a page. Its headings begin at level 3 and go down one level at a time, however
     * they were typed: who listens to the page finds their way by them.
     */
    public static String html(String text) {
        var document = PARSER.parse(text);
        document.accept(new AbstractVisitor() {
            private final Deque<Integer> typed = new ArrayDeque<>();

            @Override
            public void visit(Heading heading) {
                while (!typed.isEmpty() && typed.peek() >= heading.getLevel()) typed.pop();
                typed.push(heading.getLevel());
                heading.setLevel(Math.min(6, 2 + typed.size()));
                visitChildren(heading);
            }
        });
        return POLICY.sanitize(RENDERER.render(document));
    }

    /** The words of {@code text} alone, for the index of search and for previews. */
    public static String plain(String text) {
        return WORDS.render(PARSER.parse(text)).strip();
    }

    /** The same for a template: {@code ${Markdown.content(text)}}. */
    public static Content content(String text) {
        String html = html(text);
        return output -> output.writeContent(html);
    }
}
