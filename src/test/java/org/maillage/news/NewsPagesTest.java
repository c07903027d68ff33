package org.maillage.news;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;

/** An officer shares in a few keystrokes; everyone reads; a tired reader finds their way back. */
class NewsPagesTest extends BrowserTest {

    @Test
    void an_officer_shares_a_link_from_the_page_itself_and_makes_it_public_later() {
        Page page = signedIn("marne-1");
        page.navigate("/espace/actualites");
        looksRight(page, "news-list");
        // Twenty seconds: a title, a link, one button.
        page.getByLabel("Titre").fill("Appel à communs : ressourceries");
        page.getByLabel("Lien").fill("https://ressourceries.example.org/appel");
        button(page, "Partager").click();
        assertThat(page.locator(".done")).hasText("C’est partagé avec le réseau.");
        assertThat(page.locator(".news li").first()).containsText("Appel à communs : ressourceries");

        page.locator(".news a").first().click();
        assertThat(page.locator("main")).containsText("Réservée au réseau");
        looksRight(page, "news-item");
        button(page, "Montrer à tous").click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Voir la page publique"))
                .click();
        assertThat(page.locator("h1")).hasText("Appel à communs : ressourceries");

        Page visitor = visitor();
        visitor.navigate("/actualites");
        looksRight(visitor, "news-public");
        visitor.locator(".news a").first().click();
        assertThat(visitor.locator(".meta")).containsText("DLA de la Marne");
        looksRight(visitor, "news-public-item");

        page.goBack();
        button(page, "Retirer").click();
        assertThat(page.locator("main")).containsText("Expirées ou retirées");
        looksRight(page, "news-ours");
        assertThat(visitor.reload().status()).isEqualTo(404);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Appel à communs : ressourceries"))
                .click();
        button(page, "Remettre").click();
        assertThat(page.locator(".done")).containsText("de nouveau visible");
        page.locator(".actions a").click();
        looksRight(page, "news-edit");
        page.getByLabel("Titre").fill("Appel à communs : les ressourceries");
        button(page, "Enregistrer").click();
        assertThat(page.locator("h1")).hasText("Appel à communs : les ressourceries");
    }

    @Test
    void sharing_from_a_browser_without_scripts_keeps_what_was_typed_and_knows_the_link() {
        Page page = visitor(390, false);
        page.navigate("/connexion");
        page.locator("button[value=aube-1]").click();
        page.navigate("/espace/actualites/partager?titre=Guide%20du%20b%C3%A9n%C3%A9volat&lien=javascript:alert(1)");
        assertThat(page.getByLabel("Titre")).hasValue("Guide du bénévolat");
        button(page, "Partager").click();
        assertThat(page.locator("#e-lien")).containsText("http:// ou https://");
        assertThat(page.getByLabel("Titre")).hasValue("Guide du bénévolat");
        Page same = signedIn("aube-1");
        same.navigate(
                "/espace/actualites/partager?titre=Guide&lien=http%3A%2F%2Fwww.fdva.example.org%2F2027%2F%3Futm_source%3Dmail");
        same.getByLabel("Étiquettes", new Page.GetByLabelOptions().setExact(true))
                .fill("dossier");
        button(same, "Partager").click();
        assertThat(same.locator(".same")).containsText("Partagé par DLA de la Marne");
        looksRight(same, "news-same");
        button(same, "Ajouter mes étiquettes à cette information").click();
        assertThat(same.locator(".item .foot")).containsText("dossier");
    }

    @Test
    void the_monday_letter_is_asked_for_and_stopped_in_one_press_each() {
        Page page = signedIn("haute-marne-1");
        page.navigate("/espace/actualites/lettre");
        page.getByLabel("mobilité").check();
        button(page, "Recevoir la lettre").click();
        assertThat(page.locator("main")).containsText("Vous recevez la lettre.");
        assertThat(page.getByLabel("mobilité")).isChecked();
        looksRight(page, "news-letter");
        button(page, "Ne plus recevoir la lettre").click();
        assertThat(page.locator("main")).containsText("Vous ne recevez pas la lettre.");
    }

    @Test
    void the_public_news_read_in_English_and_by_tag() {
        Page page = visitor();
        page.navigate("/langue/en?retour=/actualites");
        assertThat(page.locator("h1")).hasText("News");
        page.locator("nav.tags a", new Page.LocatorOptions().setHasText("formation"))
                .click();
        assertThat(page.locator(".news li")).hasCount(2);
        page.navigate("/actualites?etiquette=introuvable%3Cscript%3E");
        assertThat(page.locator(".notice")).containsText("introuvable<script>");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
