package org.maillage.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maillage.files.Samples;
import org.maillage.kernel.DlaId;
import org.maillage.library.Importing.Result;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An existing folder becomes tools, whatever lies in it and however often it is tried. */
@MaillageTest
class ImportingTest {
    private static final DlaId MARNE = new DlaId("marne");

    @Autowired
    Importing importing;

    @Autowired
    Tools tools;

    @Autowired
    JdbcClient db;

    @TempDir
    Path root;

    @Test
    void a_file_becomes_a_working_draft_and_its_folders_its_tags() throws IOException {
        file("Accueil/Modèles_de lettres/Lettre_d’accueil.pdf", Samples.pdf("bienvenue"));
        assertThat(run()).containsExactly(new Result.Taken());
        Tool tool = only();
        assertThat(tool.state()).isEqualTo(ToolState.DRAFT);
        assertThat(tool.dla()).isEqualTo(MARNE);
        assertThat(tool.content().title()).isEqualTo("Lettre d’accueil");
        assertThat(tool.content().purpose()).contains("Accueil / Modèles_de lettres");
        assertThat(tool.content().tags()).containsExactly("accueil", "modèles de lettres");
    }

    @Test
    void started_again_it_takes_nothing_twice_and_what_was_deleted_stays_deleted() throws IOException {
        file("a.pdf", Samples.pdf("a " + UUID.randomUUID()));
        file("b/c.docx", Samples.docx("c " + UUID.randomUUID()));
        assertThat(run()).hasSize(2).allMatch(r -> r instanceof Result.Taken);
        assertThat(run()).hasSize(2).allMatch(r -> r instanceof Result.Known);
        int versions = count("tool_version");
        db.sql("delete from tool where id in (select tool from tool_import)").update();
        assertThat(run()).hasSize(2).allMatch(r -> r instanceof Result.Known);
        assertThat(count("tool_version")).isLessThan(versions);
    }

    @Test
    void the_same_content_in_several_folders_is_one_tool_with_the_tags_of_all() throws Exception {
        byte[] content = Samples.pdf("partout " + UUID.randomUUID());
        for (String folder : new String[] {"un", "deux", "trois", "quatre"}) file(folder + "/charte.pdf", content);
        var works = new ArrayList<Callable<Result>>();
        new ImportFolder(root).walk(met((path, place) -> works.add(() -> importing.take(path, place, MARNE))));
        var results = new ArrayList<Result>();
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var done : pool.invokeAll(works)) results.add(done.get());
        }
        assertThat(results).filteredOn(r -> r instanceof Result.Taken).hasSize(1);
        assertThat(results).filteredOn(r -> r instanceof Result.Double).hasSize(3);
        assertThat(only().content().tags()).containsExactlyInAnyOrder("un", "deux", "trois", "quatre");
    }

    @Test
    void a_file_that_changed_at_its_place_is_another_tool() throws IOException {
        file("suivi.csv", ("a;" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
        assertThat(run()).containsExactly(new Result.Taken());
        file("suivi.csv", ("b;" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
        assertThat(run()).containsExactly(new Result.Taken());
    }

    @Test
    void what_may_not_come_in_is_refused_with_a_sentence_and_leaves_nothing() throws IOException {
        int files = count("file");
        int tools = count("tool");
        file("vide.pdf", new byte[0]);
        file("archive.docx", zip());
        file("énorme.pdf", new byte[(50 << 20) + 1]);
        file("programme.exe", new byte[] {'M', 'Z', 1, 2, 0});
        Files.createSymbolicLink(root.resolve("lien.pdf"), root.resolve("vide.pdf"));
        file(".caché.pdf", Samples.pdf("x"));
        file("~$ouvert.docx", Samples.docx());
        file("Thumbs.db", new byte[] {1});
        for (int i = 0; i < 2; i++) // the second time, from what was written down
        assertThat(run().stream().map(r -> r instanceof Result.NotTaken(String why) ? why : "taken"))
                    .hasSize(5)
                    .anyMatch(why -> why.contains("vide.pdf") && why.contains("est vide"))
                    .anyMatch(why -> why.contains("archive.docx") && why.contains("est une archive"))
                    .anyMatch(why -> why.contains("énorme.pdf") && why.contains("dépasse 50 Mo"))
                    .anyMatch(why -> why.contains("programme.exe") && why.contains("type accepté"))
                    .anyMatch(why -> why.contains("pas un fichier ordinaire"));
        assertThat(count("file")).isEqualTo(files);
        assertThat(count("tool")).isEqualTo(tools);
    }

    @Test
    void folders_deeper_and_names_longer_than_a_tool_takes_are_cut_not_refused() throws IOException {
        String deep = "dossier très long dont le nom dépasse quarante signes/".repeat(6) + "x/".repeat(25);
        file(deep + "n".repeat(200) + ".txt", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        assertThat(run()).containsExactly(new Result.Taken());
    }

    @Test
    void the_report_can_be_opened_in_a_table_program_without_danger() throws IOException {
        Path report = root.resolve("rapport.csv");
        try (var progress =
                new ImportProgress(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()), report, false)) {
            progress.expect(1, 10);
            progress.met(List.of("=cmd()|\"x\"\n.pdf"), 10, new Result.NotTaken("Refusé ; « non »"));
            progress.end();
        }
        assertThat(Files.readString(report))
                .isEqualTo("\ufefffichier;raison\n\"'=cmd()|\"\"x\"\" .pdf\";\"Refusé ; « non »\"\n");
    }

    /** What is done with each file that is met. */
    private interface Visit {
        void to(Path file, List<String> place);
    }

    private static ImportFolder.Met met(Visit visit) {
        return new ImportFolder.Met() {
            @Override
            public void file(Path file, List<String> place, long size) {
                visit.to(file, place);
            }

            @Override
            public void other(List<String> place) {
                throw new AssertionError(place);
            }
        };
    }

    private List<Result> run() throws IOException {
        var results = new ArrayList<Result>();
        new ImportFolder(root).walk(new ImportFolder.Met() {
            @Override
            public void file(Path file, List<String> place, long size) {
                results.add(importing.take(file, place, MARNE));
            }

            @Override
            public void other(List<String> place) {
                results.add(new Result.NotTaken("Ce n’est pas un fichier ordinaire"));
            }
        });
        return results;
    }

    private void file(String name, byte[] content) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }

    private Tool only() {
        UUID id = db.sql("select tool from tool_import where tool is not null order by at desc limit 1")
                .query(UUID.class)
                .single();
        return tools.find(id).orElseThrow();
    }

    private int count(String table) {
        return db.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private static byte[] zip() {
        var out = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(out)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("a.txt"));
            zip.write('a');
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
