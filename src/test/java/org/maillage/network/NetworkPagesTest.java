package org.maillage.network;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;

class NetworkPagesTest extends BrowserTest {

    @Test
    void find_my_DLA_by_keyboard_alone() {
        Page page = visitor();
        page.navigate("/trouver-mon-dla");
        looksRight(page, "find-empty");
        page.getByLabel("Votre commune ou votre code postal").focus();
        page.keyboard().type("chalons en champagne");
        page.keyboard().press("Enter");
        assertThat(page.locator("#answer")).hasText("Votre interlocuteur : DLA de la Marne");
        assertThat(page.locator(".answer")).containsText("chargé de mission");
        looksRight(page, "find-found");
    }

    @Test
    void suggestions_come_while_typing() {
        Page page = visitor();
        page.navigate("/trouver-mon-dla");
        page.locator("#commune").pressSequentially("troy");
        assertThat(page.locator("#communes option").first()).hasAttribute("value", "Troyes (10)");
    }

    @Test
    void find_my_DLA_without_scripts_and_choose_among_homonyms() {
        Page page = visitor(390, false);
        page.navigate("/trouver-mon-dla");
        page.locator("#commune").fill("Saint-Denis");
        page.locator(".finder button").click();
        assertThat(page.locator("#answer")).containsText("Plusieurs communes");
        page.locator(".choice li", new Page.LocatorOptions().setHasText("Seine-Saint-Denis"))
                .locator("a")
                .click();
        assertThat(page.locator("#answer")).hasText("Ce site ne couvre pas ce département : Seine-Saint-Denis (93)");
    }

    @Test
    void every_answer_of_the_finder_looks_right() {
        Page page = visitor();
        for (String typed :
                new String[] {"Saint-Remy", "Eperney", "Bordeaux", "51084", "zzzzzz", "51300", "Charleville"}) {
            page.navigate("/trouver-mon-dla?commune=" + typed);
            assertThat(page.locator("#answer")).isVisible();
            looksRight(page, "find-" + typed.toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void the_map_leads_to_each_DLA_by_keyboard() {
        Page page = visitor();
        page.navigate("/reseau");
        looksRight(page, "network");
        page.locator(".map a[href='/reseau/haute-marne']").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("DLA de la Haute-Marne");
        assertThat(page.locator(".map a[aria-current]")).hasAttribute("href", "/reseau/haute-marne");
        looksRight(page, "dla");
    }

    @Test
    void the_network_reads_in_English() {
        Page page = visitor();
        page.navigate("/langue/en?retour=/reseau");
        assertThat(page.locator("main")).containsText("The funders");
        looksRight(page, "network-english");
        page.navigate("/reseau/aube");
        assertThat(page.locator("main")).containsText("Host organisation");
    }

    @Test
    void a_DLA_that_does_not_exist_is_not_found() {
        for (String slug : new String[] {"paris", "-", "Marne", "marne%27--", "a--b"}) {
            var answer = visitor().navigate("/reseau/" + slug);
            org.assertj.core.api.Assertions.assertThat(answer.status()).as(slug).isEqualTo(404);
        }
    }
}
