package org.maillage.mail;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.EmailAddress;
import org.maillage.testing.BrowserTest;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;

/** The demonstration's letter box: found, read, followed; and harmless whatever a message holds. */
class MailboxPagesTest extends BrowserTest {
    @Autowired
    Outbox outbox;

    @Autowired
    Catcher catcher;

    @Test
    void a_visitor_finds_a_message_reads_it_and_follows_its_link() {
        String html = """
                <!doctype html><html lang="fr"><head><title>Essai</title></head><body><h1>Bonjour</h1>
                <p><a href="%s/trouver-mon-dla">Trouver mon DLA</a></p></body></html>""".formatted(base());
        send(
                "lectrice@example.org",
                "Un appel qui vous concerne",
                "Bonjour,\n\n" + base() + "/trouver-mon-dla\n",
                html);
        Page page = visitor();

        page.navigate("/boite-aux-lettres");
        looksRight(page, "mail-box");
        page.getByLabel("Destinataire ou objet").fill("lectrice@");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Chercher").setExact(true))
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Un appel qui vous concerne"))
                .first()
                .click();
        assertThat(page.locator("h1")).hasText("Un appel qui vous concerne");
        assertThat(page.frameLocator("iframe").locator("h1")).hasText("Bonjour");
        page.getByText("En-têtes").click();
        assertThat(page.getByText("Message-ID").first()).isVisible();
        page.frameLocator("iframe").getByText("Trouver mon DLA").click();

        page.waitForURL("**/trouver-mon-dla");
    }

    @Test
    void a_message_without_html_is_read_as_text_with_its_links() {
        send("texte@example.org", "En texte seul", "Bonjour,\n\nVoyez " + base() + "/trouver-mon-dla.\n", "");
        Page page = visitor();

        page.navigate("/boite-aux-lettres?recherche=texte@");
        page.locator(".messages a").first().click();
        looksRight(page, "mail-message");
        page.locator(".letter-text a").click();

        page.waitForURL("**/trouver-mon-dla");
    }

    @Test
    void a_hostile_message_runs_and_loads_nothing() {
        send(
                "cible@example.org",
                "<script>alert(1)</script>",
                "<b>texte</b> javascript:alert(1) https://example.org/?a=\"><script>alert(2)</script>",
                """
                <html><head><meta http-equiv="refresh" content="0;url=/connexion"></head><body>
                <p id="seen">vu</p><script>document.getElementById('seen').textContent = 'run'; parent.document.title = 'x'</script>
                <img src="http://tracker.example.org/x.png" onerror="document.getElementById('seen').textContent = 'run'">
                <form action="/deconnexion" method="post"><button>go</button></form>
                <style>@import url(http://tracker.example.org/x.css);</style></body></html>""");
        Page page = visitor();
        var requests = new java.util.ArrayList<String>();
        page.onDialog(dialog -> {
            requests.add("dialog");
            dialog.dismiss();
        });
        page.onRequestFinished(request -> requests.add(request.url()));

        page.navigate("/boite-aux-lettres?recherche=cible@example.org");
        page.locator(".messages a").first().click();
        assertThat(page.locator("h1")).hasText("<script>alert(1)</script>");
        assertThat(page.frameLocator("iframe").locator("#seen")).hasText("vu");
        page.waitForTimeout(500);

        assertThat(page.locator("h1")).hasText("<script>alert(1)</script>");
        org.assertj.core.api.Assertions.assertThat(requests)
                .noneMatch(r -> r.contains("tracker") || r.equals("dialog"));
        var answer = new Visitor(java.net.URI.create(base()).getPort())
                .get("/boite-aux-lettres/"
                        + catcher.to("cible@example.org").getFirst().number() + "/html");
        org.assertj.core.api.Assertions.assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("sandbox allow-top-navigation-by-user-activation; default-src 'none'");
    }

    private void send(String to, String subject, String text, String html) {
        outbox.send(
                new Letter("test", Priority.AT_ONCE, subject, text, html, Map.of(), false),
                EmailAddress.of(to),
                Map.of());
        catcher.await(to);
    }
}
