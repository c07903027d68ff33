package org.maillage.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;

/** Whatever stands in a letter and in its fields comes out again by another hand's MIME parser, and breaks no rule of the wire. */
class EncodedLetterTest {

    @Property(tries = 400)
    void what_is_written_is_read(@ForAll("texts") String body, @ForAll("texts") String value) throws Exception {
        var parts = parts(new Letter("k", Priority.BULK, "s", body + "{{v}}" + body, "", Map.of(), true), value);
        assertThat(parts.text()).isEqualTo(lines(body + value + body));
    }

    @Property(tries = 200)
    void a_value_in_html_is_text_and_nothing_else(@ForAll("texts") String value) throws Exception {
        var parts = parts(
                new Letter(
                        "k",
                        Priority.BULK,
                        "s",
                        "t",
                        "<p id=\"a\" title=\"{{v}}\">{{v}}</p><p id=\"b\">fin</p>",
                        Map.of(),
                        true),
                value);
        var html = Jsoup.parse(parts.html());
        assertThat(html.select("body > *")).hasSize(2);
        assertThat(html.expectFirst("#a").attributes().asList()).hasSize(2);
        assertThat(html.select("#a > *")).isEmpty();
    }

    @Property(tries = 400)
    void a_subject_stays_one_header_and_says_what_it_said(@ForAll("texts") String value) throws Exception {
        var parts = parts(
                new Letter(
                        "k",
                        Priority.BULK,
                        "Objet {{v}} fin",
                        "t",
                        "",
                        Map.of("List-Id", "{{v}} <liste.example.org>"),
                        true),
                value);
        assertThat(parts.message().getSubject()).isEqualTo(HeaderText.oneLine("Objet " + value + " fin"));
        assertThat(parts.message().getHeader("Bcc")).isNull();
        assertThat(parts.message().getHeader("Subject")).hasSize(1);
        assertThat(parts.message().getHeader("List-Id")[0]).endsWith("<liste.example.org>");
    }

    @Property(tries = 400)
    void no_line_breaks_the_limits_or_begins_with_a_dot(@ForAll("texts") String body, @ForAll("texts") String value) {
        for (String line : wire(
                        new Letter("k", Priority.BULK, "{{v}}" + body, body + "{{v}}", body + "{{v}}", Map.of(), true),
                        value)
                .split("\r\n", -1)) {
            assertThat(line.length()).isLessThanOrEqualTo(998);
            assertThat(line).doesNotStartWith(".").doesNotContain("\r", "\n");
            assertThat(line.chars()).allMatch(c -> c >= ' ' && c < 127 || c == '\t');
        }
    }

    @Example
    void a_place_without_value_is_empty_and_other_braces_stay() throws Exception {
        var parts = parts(
                new Letter("k", Priority.BULK, "s", "[{{missing}}] {{ v }} { {v} } {{9}}", "", Map.of(), true), "x");
        assertThat(parts.text()).isEqualTo("[] x { {v} } {{9}}");
    }

    @Example
    void a_hostile_name_injects_no_header() throws Exception {
        var parts = parts(
                new Letter("k", Priority.BULK, "Appel de {{v}}", "t", "", Map.of("X-Test", "{{v}}"), true),
                "Zoé\r\nBcc: victim@example.org\r\n\r\n<script>");
        assertThat(parts.message().getHeader("Bcc")).isNull();
        assertThat(parts.message().getSubject()).isEqualTo("Appel de Zoé Bcc: victim@example.org <script>");
        assertThat(parts.text()).isEqualTo("t");
    }

    @Property(tries = 200)
    void a_calendar_stands_among_the_alternatives_and_as_an_attachment(
            @ForAll("texts") String text, @ForAll("texts") String content) throws Exception {
        var calendar = new Letter.CalendarPart("REQUEST", content);
        var letter = new Letter("k", Priority.NORMAL, "s", text, "<p>h</p>", Map.of("X-A", "b"), false, calendar);
        var kept = new Letter("k", Priority.NORMAL, "s", text, "<p>h</p>", letter.keptHeaders(), false);
        assertThat(kept).isEqualTo(letter);

        var message = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(wire(kept, "x").getBytes(StandardCharsets.ISO_8859_1)));

        var mixed = (Multipart) message.getContent();
        assertThat(mixed.getCount()).isEqualTo(2);
        var alternatives = (Multipart) mixed.getBodyPart(0).getContent();
        assertThat(alternatives.getCount()).isEqualTo(3);
        assertThat(lines((String) alternatives.getBodyPart(0).getContent())).isEqualTo(lines(text));
        var invitation = alternatives.getBodyPart(2);
        assertThat(invitation.getContentType()).isEqualTo("text/calendar; charset=utf-8; method=REQUEST");
        assertThat(invitation.getInputStream().readAllBytes()).isEqualTo(content.getBytes(StandardCharsets.UTF_8));
        assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("invitation.ics");
        assertThat(mixed.getBodyPart(1).getInputStream().readAllBytes())
                .isEqualTo(content.getBytes(StandardCharsets.UTF_8));
        assertThat(message.getHeader("X-A")).containsExactly("b");
        assertThat(message.getHeader("text/calendar; method=REQUEST")).isNull();
    }

    @Provide
    Arbitrary<String> texts() {
        var nasty = Arbitraries.of(
                "\r\n.\r\n",
                ".",
                "From here",
                "=",
                "=?UTF-8?B?w6k=?=",
                "é",
                "\uD83D\uDE80",
                "مرحبا",
                "\u202E",
                " ",
                "\t",
                "\n",
                "\r\n",
                " \r\n",
                "--=_maillage--",
                "a".repeat(120),
                "\"",
                "\\",
                "<b>",
                "&amp;",
                "Bcc: x@example.org",
                "\u0000",
                "'",
                "`");
        var plain = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(200);
        return Arbitraries.oneOf(nasty, plain).list().ofMaxSize(8).map(list -> String.join("", list));
    }

    private record Parts(MimeMessage message, String text, String html) {}

    private static String wire(Letter letter, String value) {
        var out = new ByteArrayOutputStream();
        new EncodedLetter(letter).write(out, Map.of("v", value));
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static Parts parts(Letter letter, String value) throws Exception {
        var message = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(wire(letter, value).getBytes(StandardCharsets.ISO_8859_1)));
        if (message.getContent() instanceof Multipart parts)
            return new Parts(
                    message,
                    text(parts.getBodyPart(0).getContent()),
                    text(parts.getBodyPart(1).getContent()));
        return new Parts(message, text(message.getContent()), "");
    }

    /** Without the line end that closes each part. */
    private static String text(Object content) {
        String text = (String) content;
        return text.replaceAll("\\r\\n\\z", "").replace("\r\n", "\n");
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
