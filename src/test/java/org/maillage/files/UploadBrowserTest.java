package org.maillage.files;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maillage.kernel.DlaId;
import org.maillage.library.Attaching;
import org.maillage.library.Licence;
import org.maillage.library.ToolContent;
import org.maillage.library.Writing;
import org.maillage.testing.BrowserTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Files on the page of a tool: dropped, cut off, resumed, refused, read, shown, taken home. */
class UploadBrowserTest extends BrowserTest {
    private static final String PIECES = "**/espace/depots/*";

    @Autowired
    Writing writing;

    @Autowired
    Attaching attaching;

    @Autowired
    Reader reader;

    @TempDir
    Path folder;

    private UUID tool = new UUID(0, 0);

    @BeforeEach
    void aTool() {
        tool = writing.create(
                        new ToolContent(
                                "Dossier d’accueil",
                                "Ce qu’il faut à une première rencontre.",
                                List.of(),
                                List.of(),
                                Licence.NETWORK,
                                "",
                                List.of(),
                                List.of("accueil")),
                        new DlaId("marne"),
                        List.of())
                .id();
    }

    @Test
    void files_are_dropped_sent_in_pieces_attached_read_shown_and_taken_home() throws IOException {
        Page page = toolPage();
        page.evaluate("""
                () => { window.seen = [];
                  new MutationObserver(() => document.querySelectorAll('.uploads progress').forEach(p =>
                    { if (p.value > 0 && p.value < p.max) window.seen.push(p.value); }))
                  .observe(document.querySelector('.uploads'), {subtree: true, attributes: true, childList: true}); }""");
        drop(page, "Fiche d’accueil.pdf", Samples.pdf("Accueil d’une ressourcerie"));
        drop(page, "carnet.txt", text(3_000_000));
        drop(page, "rapport.docx", Samples.zip("a.txt", "x"));
        drop(page, "vide.pdf", new byte[0]);
        var lines = page.locator(".uploads > li");
        assertThat(lines).hasCount(4);
        assertThat(page.locator(".uploads > li.ready")).hasCount(2, soon());
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("rapport.docx")))
                .containsText("est une archive");
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("vide.pdf")))
                .containsText("est vide");
        assertThat(page.locator(".upload-count")).containsText("Fichiers prêts : 2 sur 4. Il reste à valider.");
        assertThat((List<?>) page.evaluate("window.seen"))
                .as("progress that was shown on the way")
                .isNotEmpty();
        looksRight(page, "files-upload");
        for (String wrong : List.of("rapport.docx", "vide.pdf"))
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Retirer " + wrong))
                    .click();
        attach(page);
        assertThat(attaching.of(tool).stream().map(f -> f.latest().file().name()))
                .containsExactlyInAnyOrder("Fiche d’accueil.pdf", "carnet.txt");
        assertThat(page.locator(".reading").first()).containsText("Lecture en attente");

        reader.run(() -> false);
        page.reload();
        assertThat(page.locator(".reading").first()).containsText("Texte lu");
        Locator preview = page.locator("img.preview");
        preview.scrollIntoViewIfNeeded();
        page.waitForFunction("() => document.querySelector('img.preview').naturalWidth > 0");
        assertThat(preview).hasAttribute("alt", "Première page de « Fiche d’accueil.pdf »");
        looksRight(page, "files-tool");
        Download download =
                page.waitForDownload(() -> page.locator("#f-zip button").click());
        Path zip = folder.resolve("tout.zip");
        download.saveAs(zip);
        try (var archive = new ZipFile(zip.toFile())) {
            assertThat(archive.stream().map(e -> e.getName()))
                    .containsExactlyInAnyOrder("Fiche d’accueil.pdf", "carnet.txt");
        }
    }

    @Test
    void a_cut_connection_pauses_the_upload_and_it_goes_on_where_it_was() {
        Page page = toolPage();
        List<Long> offsets = Collections.synchronizedList(new ArrayList<>());
        var left = new AtomicInteger(3);
        Consumer<Route> line = route -> {
            if (!route.request().method().equals("PATCH")) {
                route.resume();
                return;
            }
            long offset = Long.parseLong(route.request().headerValue("upload-offset"));
            if (offset > 0 && left.getAndDecrement() > 0) route.abort("connectionreset");
            else {
                offsets.add(offset);
                route.resume();
            }
        };
        page.route(PIECES, line);
        drop(page, "carnet.txt", text(4_000_000));
        assertThat(page.locator(".uploads .upload-state")).containsText("Connexion coupée", contains());
        looksRight(page, "files-cut");
        assertThat(page.locator(".uploads > li.ready")).hasCount(1, soon());
        assertThat(offsets).as("no piece is sent twice").isSorted().doesNotHaveDuplicates();
        attach(page);
        assertThat(attaching.of(tool).getFirst().latest().file().size()).isEqualTo(4_000_000);
    }

    @Test
    void a_file_that_is_chosen_again_after_the_page_was_lost_goes_on_where_it_was() throws IOException {
        Path file = folder.resolve("carnet.txt");
        java.nio.file.Files.write(file, text(4_000_000));
        Page page = toolPage();
        page.route(PIECES, route -> {
            boolean first = "0".equals(route.request().headerValue("upload-offset"));
            if (first || !route.request().method().equals("PATCH")) route.resume();
            else route.abort("connectionreset");
        });
        page.locator("#f-files").setInputFiles(file);
        assertThat(page.locator(".uploads .upload-state")).containsText("Connexion coupée", contains());
        page.onDialog(dialog -> dialog.accept());
        page.unroute(PIECES);
        List<Long> offsets = Collections.synchronizedList(new ArrayList<>());
        page.route(PIECES, route -> {
            if (route.request().method().equals("PATCH"))
                offsets.add(Long.parseLong(route.request().headerValue("upload-offset")));
            route.resume();
        });
        page.navigate("/espace/outils/" + tool);
        page.locator("#f-files").setInputFiles(file);
        assertThat(page.locator(".uploads > li.ready")).hasCount(1, soon());
        assertThat(offsets).isNotEmpty().doesNotContain(0L);
        attach(page);
        assertThat(attaching.of(tool)).hasSize(1);
    }

    @Test
    void the_form_waits_for_what_is_on_its_way_and_leaves_by_itself() {
        Page page = toolPage();
        var held = new ArrayList<Route>();
        page.route(PIECES, route -> {
            if (held.isEmpty() && route.request().method().equals("PATCH")) held.add(route);
            else route.resume();
        });
        drop(page, "carnet.txt", text(1_000_000));
        page.waitForCondition(() -> !held.isEmpty());
        page.locator("form.attach button[type=submit]").click();
        assertThat(page.locator(".upload-count")).containsText("partira de lui-même");
        assertThat(attaching.of(tool)).isEmpty();
        held.getFirst().resume();
        assertThat(page.locator(".done")).isVisible();
        assertThat(attaching.of(tool)).hasSize(1);
    }

    @Test
    void without_script_the_form_carries_the_files_and_a_wrong_one_does_not_keep_the_others_back() throws IOException {
        Path good = folder.resolve("Fiche.pdf");
        Path bad = folder.resolve("programme.pdf");
        java.nio.file.Files.write(good, Samples.pdf("sans script"));
        java.nio.file.Files.write(bad, Samples.pdfWithJavaScript());
        Page page = visitor(1280, false);
        page.navigate("/connexion");
        page.locator("button[name=compte][value=marne-1]").click();
        page.navigate("/espace/outils/" + tool);
        page.locator("#f-files").setInputFiles(new Path[] {good, bad});
        page.locator("form.attach button[type=submit]").click();
        assertThat(page.locator("#e-files")).containsText("« programme.pdf » contient un programme");
        assertThat(attaching.of(tool)).hasSize(1);
    }

    private Page toolPage() {
        Page page = signedIn("marne-1");
        page.navigate("/espace/outils/" + tool);
        return page;
    }

    private static void attach(Page page) {
        page.locator("form.attach button[type=submit]").click();
        assertThat(page.locator(".done")).isVisible();
    }

    /** As if let fall from the desktop on the field. */
    private static void drop(Page page, String name, byte[] content) {
        var transfer =
                page.evaluateHandle("""
                ([name, content]) => {
                  const transfer = new DataTransfer();
                  transfer.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name));
                  return transfer; }""", List.of(name, Base64.getEncoder().encodeToString(content)));
        page.dispatchEvent(".upload .drop", "dragover", java.util.Map.of("dataTransfer", transfer));
        page.dispatchEvent(".upload .drop", "drop", java.util.Map.of("dataTransfer", transfer));
    }

    private static LocatorAssertions.HasCountOptions soon() {
        return new LocatorAssertions.HasCountOptions().setTimeout(30_000);
    }

    private static LocatorAssertions.ContainsTextOptions contains() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
    }

    private static byte[] text(int length) {
        return "Reunion du reseau, notes. "
                .repeat(length / 26 + 1)
                .substring(0, length)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
