package org.maillage.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;

/** The door, in a real browser. */
class SignInPagesTest extends BrowserTest {
    @Test
    void the_sign_in_page_looks_right() {
        var page = visitor();
        page.navigate("/connexion");
        looksRight(page, "connexion");
        assertThat(page.locator("button[name=compte]")).hasCount(9);
    }

    @Test
    void each_role_finds_its_home() {
        for (String account : List.of("marne-1", "animateur", "partenaire-1", "financeur-1")) {
            var page = signedIn(account);
            assertThat(page).hasURL(base() + "/espace");
            looksRight(page, "espace-" + account);
        }
    }
}
