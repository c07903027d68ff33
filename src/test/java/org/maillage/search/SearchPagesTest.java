package org.maillage.search;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Looking for something, at the keyboard. */
class SearchPagesTest extends BrowserTest {
    @Autowired
    SearchStories given;

    @Autowired
    Reindexing reindexing;

    @BeforeEach
    void indexed() {
        reindexing.run(reindexing.kinds()); // the demonstration's calls are rows that no service wrote
    }

    @Test
    void a_visitor_searches_from_the_header_narrows_and_opens_what_was_found() {
        Page page = visitor();
        page.navigate("/");
        page.locator("#seek").fill("associations");
        page.keyboard().press("Enter");
        page.waitForURL("**/recherche?q=associations");
        assertThat(page.locator("ol.hits > li").first()).isVisible();
        assertThat(page.locator(".hits mark").first()).isVisible();
        looksRight(page, "search-results");
        page.locator("details.narrow summary").click();
        page.locator("#f-type").selectOption("appel");
        page.locator("#f-departement").selectOption("51");
        page.getByText("Appliquer les filtres").click();
        page.waitForURL("**type=appel**");
        for (Locator tag : page.locator(".hits .tag").all()) assertThat(tag).hasText("Appel d’offres");
        looksRight(page, "search-narrowed");
        page.locator(".hits h3 a").first().click();
        page.waitForURL("**/appels-d-offres/**");
    }

    @Test
    void titles_are_suggested_to_the_keyboard_and_told_to_screen_readers() {
        var entry = given.put(SearchStories.entry(Kind.NEWS, "Tournée du mirliton", "", Audience.everyone()));
        Page page = visitor();
        page.navigate("/recherche");
        var field = page.locator("#f-q");
        assertThat(field).isFocused();
        field.pressSequentially("mirl");
        var option =
                page.getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText("Tournée du mirliton"));
        assertThat(option).isVisible();
        assertThat(field).hasAttribute("aria-expanded", "true");
        assertThat(page.locator(".find [role=status]")).containsText("titre proposé");
        looksRight(page, "search-suggestions");
        field.press("ArrowDown");
        assertThat(option).hasAttribute("aria-selected", "true");
        assertThat(field).hasAttribute("aria-activedescendant", option.getAttribute("id"));
        field.press("ArrowUp");
        assertThat(option).hasAttribute("aria-selected", "false");
        field.press("Escape");
        assertThat(option).isHidden();
        field.press("ArrowDown");
        field.press("Enter");
        page.waitForURL("**" + entry.path());
        given.remove(entry);
    }

    @Test
    void a_mistyped_word_and_words_that_nothing_holds_are_answered_with_what_is_nearest() {
        Page page = visitor();
        page.navigate("/recherche?q=acompagnment");
        assertThat(page.locator("main .notice")).containsText("Rien pour « acompagnment »");
        assertThat(page.locator(".hits > li").first()).isVisible();
        looksRight(page, "search-corrected");
        page.navigate("/recherche?q=krrgmpfzz");
        assertThat(page.locator("main .notice")).containsText("Rien ne répond à « krrgmpfzz »");
        looksRight(page, "search-nothing");
    }

    @Test
    void hostile_words_and_texts_are_shown_as_text() {
        var entry = given.put(SearchStories.entry(
                Kind.NEWS,
                "<img src=x onerror=alert(1)> pantouflard",
                "</p><script>document.title='pris'</script> pantouflard",
                Audience.everyone()));
        Page page = visitor();
        page.navigate("/recherche?q=pantouflard%20%3Cb%3E");
        assertThat(page.locator("#f-q")).hasValue("pantouflard <b>");
        assertThat(page.locator(".hits > li")).hasCount(1);
        assertThat(page.locator(".hits img, .hits script, .hits b")).hasCount(0);
        assertThat(page.locator(".hits h3")).containsText("<img src=x onerror=alert(1)> pantouflard");
        assertThat(page.title()).doesNotContain("pris");
        given.remove(entry);
    }

    @Test
    void without_scripts_the_field_is_a_form() {
        Page page = visitor(390, false);
        page.navigate("/dispositif");
        page.locator("#seek").fill("Marne");
        page.locator("#seek").press("Enter");
        page.waitForURL("**/recherche?q=Marne");
        assertThat(page.locator(".hits > li").first()).isVisible();
    }

    @Test
    void a_member_finds_what_is_theirs_and_the_public_page_stays_public() {
        var entry = given.put(SearchStories.entry(
                Kind.TOOL, "Grille de farfouille", "", Audience.roles(org.maillage.kernel.Role.OFFICER)));
        Page page = signedIn("marne-1");
        page.navigate("/espace/recherche?q=farfouille");
        assertThat(page.locator(".hits h3")).hasText("Grille de farfouille");
        looksRight(page, "search-inside");
        page.navigate("/recherche?q=farfouille");
        assertThat(page.locator(".hits h3")).hasCount(0);
        page.getByText("Chercher aussi ce qui est réservé aux membres").click();
        assertThat(page.locator(".hits h3")).hasText("Grille de farfouille");
        page.navigate("/langue/en?retour=/espace/recherche%3Fq=farfouille");
        looksRight(page, "search-inside-english");
        given.remove(entry);
    }
}
