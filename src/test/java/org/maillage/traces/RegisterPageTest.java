package org.maillage.traces;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;

class RegisterPageTest extends BrowserTest {

    @Test
    void a_citizen_reads_what_is_kept_and_for_how_long() {
        Page page = visitor();
        page.navigate("/registre-des-traces");
        var person = page.locator("#table-person");
        assertThat(person).containsText("parle de personnes");
        assertThat(person).containsText("30 jours, puis effacé automatiquement");
        looksRight(page, "register");
        page.navigate("/langue/en?retour=/registre-des-traces");
        assertThat(person).containsText("30 days, then erased automatically");
        looksRight(page, "register-english");
    }
}
