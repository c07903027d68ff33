package org.maillage.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;

class SitePagesTest extends BrowserTest {

    @Test
    void the_home_says_what_the_scheme_is_and_leads_to_my_DLA() {
        Page page = visitor();
        page.navigate("/");
        assertThat(page.locator("h1")).containsText("utilité sociale");
        looksRight(page, "home");
        page.locator("#commune").fill("Sedan");
        page.keyboard().press("Enter");
        assertThat(page.locator("#answer")).containsText("DLA des Ardennes");
    }

    @Test
    void the_home_works_without_scripts_on_a_phone() {
        Page page = visitor(390, false);
        page.navigate("/");
        page.locator("#commune").fill("10000");
        page.locator(".finder button").click();
        assertThat(page.locator("#answer")).containsText("DLA de l’Aube");
    }

    @Test
    void the_scheme_is_told_with_its_history_in_both_languages() {
        Page page = visitor();
        page.navigate("/dispositif");
        assertThat(page.locator(".timeline li")).hasCount(5);
        assertThat(page.locator(".timeline")).containsText("2006");
        looksRight(page, "scheme");
        page.navigate("/langue/en?retour=/dispositif");
        assertThat(page.locator(".timeline")).containsText("The CRESCA signs");
        looksRight(page, "scheme-english");
    }

    @Test
    void the_legal_pages_hold_what_the_network_says_of_itself() {
        Page page = visitor();
        for (String path : new String[] {"mentions-legales", "confidentialite", "accessibilite"}) {
            page.navigate("/" + path);
            assertThat(page.locator("main")).containsText("CRESCA");
            looksRight(page, path);
            page.navigate("/langue/en?retour=/" + path);
            looksRight(page, path + "-english");
            page.navigate("/langue/fr?retour=/");
        }
    }

    @Test
    void the_cookies_told_are_all_the_cookies_there_are() {
        Page page = signedIn("marne-1");
        page.navigate("/langue/fr?retour=/");
        page.navigate("/confidentialite");
        for (var cookie : page.context().cookies())
            assertThat(page.locator("main .cookies code").filter(new Locator.FilterOptions().setHasText(cookie.name)))
                    .hasCount(1);
    }

    @Test
    void search_engines_keep_out_of_a_demonstration() {
        var robots = visitor().navigate("/robots.txt");
        org.assertj.core.api.Assertions.assertThat(robots.text()).contains("Disallow: /\n");
    }
}
