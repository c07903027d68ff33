package org.maillage.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;
import org.maillage.testing.TestClock;
import org.maillage.web.RateLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A member's account in a real browser, with the browser's own virtual authenticator. */
class AccountPagesTest extends BrowserTest {
    @Autowired
    SignInMailbox mailbox;

    @Autowired
    RateLimits limits;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void nobodyAskedYet() {
        limits.reset();
    }

    @AfterEach
    void asBefore() {
        clock.reset();
        db.sql("delete from passkey").update();
    }

    @Test
    void a_member_adds_a_passkey_and_comes_back_with_it_without_typing_anything() {
        Page page = signedIn("aube-1");
        var device = new Key(page);
        page.navigate("/espace/compte");
        looksRight(page, "compte-sans-cle");
        page.getByRole(AriaRole.BUTTON, named("Ajouter une clé d’accès")).click();
        assertThat(page.getByLabel("Nom de la clé")).hasValue("Chrome sur Linux");
        looksRight(page, "compte-cle-nouvelle");
        page.getByLabel("Nom de la clé").fill("Portable du bureau");
        page.getByRole(AriaRole.BUTTON, named("Créer la clé")).click();
        assertThat(page.locator(".done")).containsText("Votre clé d’accès est enregistrée");
        assertThat(page.locator("ul.rows strong").first()).hasText("Portable du bureau");
        looksRight(page, "compte");

        // The same device makes no second key for the same person.
        page.navigate("/espace/compte/cles/nouvelle");
        page.getByRole(AriaRole.BUTTON, named("Créer la clé")).click();
        assertThat(page.locator("[data-passkey-state]")).containsText("a déjà une clé d’accès");

        device.present(false);
        page.getByRole(AriaRole.BUTTON, named("Se déconnecter")).click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Entrer avec ma clé d’accès")))
                .isVisible();
        looksRight(page, "connexion-cle");
        page.navigate("/connexion?suite=/espace/compte");
        device.present(true); // the browser offers the key by itself
        assertThat(page).hasURL(base() + "/espace/compte");
        assertThat(page.locator("h1")).hasText("Mon compte");
    }

    @Test
    void a_device_that_does_not_verify_its_owner_or_whose_key_was_removed_opens_nothing() {
        Page page = signedIn("marne-1");
        var device = new Key(page);
        addKey(page, "Téléphone");
        device.present(false);
        page.getByRole(AriaRole.BUTTON, named("Se déconnecter")).click();
        device.verifies(false);
        device.present(true);
        enter(page);
        assertThat(page.locator("[data-passkey-state]")).containsText("n’a pas donné de clé");

        device.verifies(true);
        db.sql("delete from passkey").update();
        enter(page);
        assertThat(page.locator("#erreurs")).containsText("n’a pas été reconnue");
        device.present(false);
        looksRight(page, "connexion-cle-refusee");
    }

    @Test
    void a_sensitive_act_asks_for_the_key_again_and_then_goes_on() {
        Page page = signedIn("haute-marne-1");
        new Key(page);
        addKey(page, "Portable");
        page.getByRole(AriaRole.LINK, named("Renommer ou retirer Portable")).click();
        looksRight(page, "compte-cle");
        page.getByLabel("Nom de la clé").fill("");
        page.getByRole(AriaRole.BUTTON, named("Enregistrer le nom")).click();
        assertThat(page.locator("#e-name")).hasText("Donnez un nom à cette clé.");
        page.getByLabel("Nom de la clé").fill("Portable de Chaumont");
        page.getByRole(AriaRole.BUTTON, named("Enregistrer le nom")).click();
        assertThat(page.locator("ul.rows strong").first()).hasText("Portable de Chaumont");

        clock.advance(Duration.ofMinutes(11));
        page.getByRole(AriaRole.LINK, named("Mes données")).click();
        assertThat(page.locator("h1")).hasText("Confirmez que c’est bien vous");
        looksRight(page, "confirmation-page");
        page.getByRole(AriaRole.BUTTON, named("Confirmer avec ma clé d’accès")).click();
        assertThat(page.locator("h1")).hasText("Mes données");
        looksRight(page, "mes-donnees");
        var download = page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, named("Télécharger mes données"))
                .click());
        assertThat(download.suggestedFilename()).matches("mes-donnees-\\d{4}-\\d\\d-\\d\\d\\.zip");

        clock.advance(Duration.ofMinutes(11));
        page.navigate("/espace/compte");
        page.getByRole(AriaRole.LINK, named("Renommer ou retirer Portable de Chaumont"))
                .click();
        page.getByRole(AriaRole.BUTTON, named("Retirer cette clé")).click();
        assertThat(page.locator("h1")).hasText("Confirmez que c’est bien vous");
        looksRight(page, "confirmation-formulaire");
        page.getByRole(AriaRole.BUTTON, named("Confirmer avec ma clé d’accès")).click();
        assertThat(page.locator(".done")).containsText("La clé d’accès est retirée");
        assertThat(page.locator("#cles + p")).containsText("Vous n’en avez pas encore");
    }

    @Test
    void without_javascript_a_link_confirms_in_another_window_and_the_form_that_waits_goes_on() {
        Page page = visitor(390, false);
        page.navigate("/connexion");
        assertThat(page.locator("noscript p")).containsText("JavaScript");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Entrer avec ma clé d’accès")))
                .isHidden();
        page.locator("button[name=compte][value=partenaire-1]").click();
        db.sql("""
                insert into passkey (person, credential, public_key, sign_count, backup_eligible, name, added_on)
                select id, sha256(id::text::bytea), sha256(id::text::bytea), 0, true, 'Ancienne', current_date
                  from person where account = 'partenaire-1'""").update();
        page.navigate("/espace/compte");
        page.getByRole(AriaRole.LINK, named("Renommer ou retirer Ancienne")).click();
        clock.advance(Duration.ofMinutes(11));
        page.getByRole(AriaRole.BUTTON, named("Retirer cette clé")).click();
        Page other = page.context()
                .waitForPage(() -> page.getByRole(AriaRole.BUTTON, named("Recevoir un lien"))
                        .click());
        assertThat(other.locator("h1")).hasText("Consultez votre messagerie");
        looksRightWithoutScript(other, "confirmation-envoi");
        other.navigate(mailbox.link(email("partenaire-1")));
        other.getByRole(AriaRole.BUTTON, named("Entrer dans mon espace")).click();
        assertThat(other.locator("h1")).hasText("C’est confirmé");
        looksRightWithoutScript(other, "confirmation-faite");
        page.getByRole(AriaRole.BUTTON, named("J’ai ouvert le lien : continuer"))
                .click();
        assertThat(page.locator(".done")).containsText("La clé d’accès est retirée");
    }

    @Test
    void a_browser_without_passkeys_says_so_and_offers_the_link() {
        Page page = visitor();
        page.addInitScript("delete window.PublicKeyCredential");
        page.navigate("/connexion");
        assertThat(page.locator("[data-passkey-missing]")).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Entrer avec ma clé d’accès")))
                .isHidden();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Recevoir un lien"))).isVisible();
        looksRight(page, "connexion-sans-cles");
    }

    @Test
    void two_browsers_see_each_other_and_one_signs_the_other_out() {
        db.sql("delete from spring_session").update();
        Page office = signedIn("financeur-1");
        Page phone = signedIn("financeur-1");
        office.navigate("/espace/compte");
        assertThat(office.locator("#sessions ~ ul.rows li")).hasCount(2);
        looksRight(office, "compte-sessions");
        office.getByRole(AriaRole.BUTTON, named("Fermer Chrome sur Linux")).click();
        assertThat(office.locator(".done")).containsText("La session est fermée");
        phone.navigate("/espace");
        assertThat(phone.locator("h1")).hasText("Se connecter");
    }

    private void addKey(Page page, String name) {
        page.navigate("/espace/compte/cles/nouvelle");
        page.getByLabel("Nom de la clé").fill(name);
        page.getByRole(AriaRole.BUTTON, named("Créer la clé")).click();
        assertThat(page.locator(".done")).containsText("Votre clé d’accès est enregistrée");
    }

    private static void enter(Page page) {
        page.getByRole(AriaRole.BUTTON, named("Entrer avec ma clé d’accès")).click();
    }

    /** axe itself needs a script: such a page is only looked at. */
    private void looksRightWithoutScript(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(java.nio.file.Path.of("target", "screens", name + "-390.png"))
                .setFullPage(true));
    }

    private String email(String account) {
        return db.sql("select email from person where account = ?")
                .param(account)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .single();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /** The virtual authenticator of one window (Chrome DevTools Protocol, domain WebAuthn). */
    private static final class Key {
        private final CDPSession browser;
        private final String id;

        Key(Page page) {
            browser = page.context().newCDPSession(page);
            browser.send("WebAuthn.enable");
            var options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", true);
            options.addProperty("isUserVerified", true);
            options.addProperty("automaticPresenceSimulation", true);
            var arguments = new JsonObject();
            arguments.add("options", options);
            id = browser.send("WebAuthn.addVirtualAuthenticator", arguments)
                    .get("authenticatorId")
                    .getAsString();
        }

        /** Whether its owner touches it when it asks. */
        void present(boolean present) {
            set("WebAuthn.setAutomaticPresenceSimulation", "enabled", present);
        }

        /** Whether it recognises its owner. */
        void verifies(boolean verified) {
            set("WebAuthn.setUserVerified", "isUserVerified", verified);
        }

        private void set(String method, String name, boolean value) {
            var arguments = new JsonObject();
            arguments.addProperty("authenticatorId", id);
            arguments.addProperty(name, value);
            browser.send(method, arguments);
        }
    }
}
