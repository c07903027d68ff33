package org.maillage.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.zip.ZipInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@MaillageTest
class ZipsTest {
    @Autowired
    Files files;

    @Autowired
    Zips zips;

    @Test
    void a_selection_leaves_as_one_archive_with_names_of_their_own() throws IOException {
        byte[] a = Samples.pdf("a");
        byte[] b = Samples.docx("b");
        byte[] c = "c;1".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var items = List.of(
                new Zips.Item("Accueil « été »", store("Fiche.pdf", a)),
                new Zips.Item("Accueil « été »", store("fiche.pdf", a)),
                new Zips.Item("../../etc", store("plan.docx", b)),
                new Zips.Item("", store("suivi.csv", c)));
        var response = new MockHttpServletResponse();
        zips.send(items, "Ma sélection / 2026", new MockHttpServletRequest("GET", "/x"), response);
        assertThat(response.getHeader("Content-Disposition"))
                .startsWith("attachment;")
                .contains("2026.zip");
        var found = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(response.getContentAsByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                found.put(entry.getName(), zip.readAllBytes());
        }
        assertThat(found.keySet())
                .containsExactly(
                        "Accueil « été »/Fiche.pdf", "Accueil « été »/fiche (2).pdf", "etc/plan.docx", "suivi.csv");
        assertThat(found.values()).containsExactly(a, a, b, c);
    }

    private StoredFile store(String name, byte[] content) {
        return files.store("f", name, new ByteArrayInputStream(content), Files.LARGE);
    }

    /** Without the platform: names only. */
    static class NamesTest {
        @Property
        void whatever_the_names_no_two_are_the_same_on_any_disk(@ForAll List<String> names) {
            var taken = new HashSet<String>();
            var seen = new HashSet<String>();
            for (String name : names)
                assertThat(seen.add(Zips.unique(name, taken).toLowerCase(java.util.Locale.ROOT)))
                        .isTrue();
        }
    }
}
