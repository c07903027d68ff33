package org.maillage.home;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;

/** The page of every morning, for each role. */
class HomePageTest extends BrowserTest {
    @Test
    void an_officer_sees_what_waits_what_is_new_what_comes_and_searches_with_one_key() {
        Page page = signedIn("marne-1");
        page.navigate("/espace");
        assertThat(page.locator("h1")).containsText("Bonjour");
        assertThat(page.locator(".needs > li").first()).isVisible();
        assertThat(page.locator(".home-search [data-slash-hint]")).containsText("La touche / amène ici");
        looksRight(page, "space-officer");
        page.locator("main").click();
        page.keyboard().press("/");
        assertThat(page.locator("#f-q")).isFocused();
        page.keyboard().type("a/b");
        assertThat(page.locator("#f-q")).hasValue("a/b"); // typing is never interrupted
        page.getByText("La désactiver").click();
        assertThat(page.locator("[data-slash-hint]")).containsText("La touche / est désactivée");
        page.locator("h1").click();
        page.keyboard().press("/");
        assertThat(page.locator("#f-q")).not().isFocused();
        page.reload();
        assertThat(page.locator("[data-slash-hint]")).containsText("La touche / est désactivée");
        page.getByText("L’activer").click();
        page.locator("#f-q").fill("association");
        page.locator("#f-q").press("Enter");
        page.waitForURL("**/espace/recherche?q=association");
    }

    @Test
    void each_role_has_a_home_of_its_own() {
        for (String account : new String[] {"animateur", "partenaire-1", "financeur-1"}) {
            Page page = signedIn(account);
            page.navigate("/espace");
            assertThat(page.locator(".can > li").first()).isVisible();
            looksRight(page, "space-" + account);
        }
        Page page = signedIn("ardennes-1");
        page.navigate("/langue/en?retour=/espace");
        assertThat(page.locator("h1")).containsText("Hello");
        looksRight(page, "space-english");
        assertThat(page.context().cookies()).extracting(cookie -> cookie.name).contains(LastVisit.COOKIE);
    }

    @Test
    void without_scripts_nothing_speaks_of_a_key() {
        Page page = visitor(390, false);
        page.navigate("/connexion");
        page.locator("button[name=compte][value=aube-1]").click();
        page.navigate("/espace");
        assertThat(page.locator("[data-slash-hint]")).isHidden();
        page.locator("#f-q").fill("association");
        page.locator("#f-q").press("Enter");
        page.waitForURL("**/espace/recherche?q=association");
    }
}
