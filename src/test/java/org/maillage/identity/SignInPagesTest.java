package org.maillage.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;
import org.maillage.web.RateLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The door, in a real browser. */
class SignInPagesTest extends BrowserTest {
    @Autowired
    SignInMailbox mailbox;

    @Autowired
    RateLimits limits;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void nobodyAskedYet() {
        limits.reset();
    }

    @Test
    void the_sign_in_page_offers_a_link_and_nine_demonstration_accounts() {
        var page = visitor();
        page.navigate("/connexion");
        looksRight(page, "connexion");
        assertThat(page.locator("button[name=compte]")).hasCount(9);
    }

    @Test
    void an_officer_enters_by_a_link_from_their_mailbox_and_arrives_where_they_wanted() {
        enterByLink(visitor(), true);
    }

    @Test
    void the_same_works_without_javascript_on_a_phone() {
        enterByLink(visitor(390, false), false);
    }

    private void enterByLink(Page page, boolean look) {
        page.navigate("/espace?depuis=test");
        page.getByLabel("Votre adresse électronique").fill(email("marne-1"));
        page.getByRole(AriaRole.BUTTON, named("Recevoir un lien")).click();
        assertThat(page.locator("h1")).hasText("Consultez votre messagerie");
        if (look) looksRight(page, "connexion-envoi");

        page.navigate(mailbox.link(email("marne-1")));
        if (look) looksRight(page, "connexion-lien");
        page.getByRole(AriaRole.BUTTON, named("Entrer dans mon espace")).click();
        assertThat(page).hasURL(base() + "/espace?depuis=test");

        page.getByRole(AriaRole.BUTTON, named("Se déconnecter")).click();
        assertThat(page.locator(".done")).containsText("Vous êtes déconnecté");
        page.navigate("/espace");
        assertThat(page.locator("h1")).hasText("Se connecter");
    }

    @Test
    void a_link_that_serves_no_more_offers_a_new_one() {
        var page = visitor();
        page.navigate("/connexion/lien/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assertThat(page.locator("h1")).hasText("Ce lien n’est plus valable");
        looksRight(page, "connexion-lien-expire");
        page.getByLabel("Votre adresse électronique").fill(email("aube-1"));
        page.getByRole(AriaRole.BUTTON, named("Recevoir un lien")).click();
        page.navigate(mailbox.link(email("aube-1")));
        page.getByRole(AriaRole.BUTTON, named("Entrer dans mon espace")).click();
        assertThat(page).hasURL(base() + "/espace");
    }

    @Test
    void a_slip_in_the_address_is_told_beside_it() {
        var page = visitor();
        page.navigate("/connexion");
        page.getByLabel("Votre adresse électronique").fill("julien chez exemple");
        page.getByRole(AriaRole.BUTTON, named("Recevoir un lien")).click();
        assertThat(page.locator("#erreurs")).isFocused();
        assertThat(page.locator("#f-email")).hasValue("julien chez exemple");
        looksRight(page, "connexion-erreur");
    }

    @Test
    void each_role_finds_its_home() {
        for (String account : List.of("marne-1", "animateur", "partenaire-1", "financeur-1")) {
            var page = signedIn(account);
            assertThat(page).hasURL(base() + "/espace");
            looksRight(page, "espace-" + account);
        }
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
}
