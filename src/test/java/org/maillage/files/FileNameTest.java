package org.maillage.files;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "Cahier des charges.pdf, Cahier des charges.pdf",
        "../../etc/passwd.pdf, passwd.pdf",
        "C:\\Users\\anne\\Devis.PDF, Devis.pdf",
        "con.pdf, _con.pdf",
        "COM1 .pdf, _COM1.pdf",
        "a<b>:c|d?.pdf, a-b--c-d-.pdf",
        ".htaccess, htaccess.pdf",
        "'', document.pdf",
        "rapport, rapport.pdf",
        "rapport v1.2, rapport v1.2.pdf",
        "100%;x.pdf, 100--x.pdf"
    })
    void a_name_is_made_safe_and_ends_as_its_type(String typed, String safe) {
        assertThat(FileName.safe(typed, FileType.PDF)).isEqualTo(safe);
    }

    @Test
    void characters_that_turn_or_hide_the_name_are_gone() {
        assertThat(FileName.safe("facture\u202Efdp.exe\u200B\u0007\n.pdf", FileType.PDF))
                .isEqualTo("facturefdp.exe.pdf");
    }

    @Test
    void accents_stay_whether_composed_or_not() {
        assertThat(FileName.safe("e\u0301tude.pdf", FileType.PDF)).isEqualTo("\u00e9tude.pdf");
    }

    @Test
    void a_name_that_says_another_type_lies() {
        assertThat(FileName.lies("devis.docx", FileType.PDF)).isTrue();
        assertThat(FileName.lies("devis.exe", FileType.PDF)).isTrue();
        assertThat(FileName.lies("photo.jpeg", FileType.JPEG)).isFalse();
        assertThat(FileName.lies("rapport v1.2", FileType.PDF)).isFalse();
        assertThat(FileName.lies("notes.md", FileType.TEXT)).isFalse();
    }

    @Property
    void whatever_is_typed_the_database_takes_the_name(@ForAll String typed, @ForAll FileType type) {
        String name = FileName.safe(typed, type);
        assertThat(name.codePointCount(0, name.length())).isBetween(3, 120);
        assertThat(name).doesNotContain("/", "\\", "\"", ";").doesNotStartWith(".");
        assertThat(name.codePoints().noneMatch(Character::isISOControl)).isTrue();
        assertThat(type.endsAs(name.substring(name.lastIndexOf('.') + 1))).isTrue();
        assertThat(FileName.safe(name, type)).isEqualTo(name);
    }
}
