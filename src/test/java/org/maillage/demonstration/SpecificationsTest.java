package org.maillage.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;

@MaillageTest
class SpecificationsTest {
    @Autowired
    Specifications specifications;

    @Test
    void a_specification_is_a_pdf_whose_text_can_be_read_back() throws IOException {
        var story = new Stories(Instant.parse("2026-11-24T08:00:00Z"))
                .of(Themes.read())
                .getFirst();
        byte[] pdf = specifications.pdf(story);

        try (var document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            assertThat(text)
                    .contains("Cahier des charges")
                    .contains(story.title())
                    .contains("Comment répondre");
        }
    }
}
