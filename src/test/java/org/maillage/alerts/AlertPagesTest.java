package org.maillage.alerts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.mail.Catcher;
import org.maillage.tenders.Reference;
import org.maillage.testing.BrowserTest;
import org.maillage.web.RateLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A consultant at the pages of alerts: with a code, without JavaScript, changing their mind, following one call. */
@Import(AlertStories.class)
class AlertPagesTest extends BrowserTest {
    @Autowired
    Catcher catcher;

    @Autowired
    AlertStories given;

    @Autowired
    RateLimits limits;

    private final String email = "consultante-" + UUID.randomUUID() + "@example.org";

    @BeforeEach
    void freshLimits() {
        limits.reset();
    }

    @Test
    void choosing_shows_at_once_what_the_choice_brings() {
        Page page = visitor();
        page.navigate("/alertes");
        String all = page.locator("#apercu .figure").innerText();

        page.getByLabel("Haute-Marne (52)").check();
        page.getByLabel("Juridique et fiscal").check();
        assertThat(page.locator("#apercu .figure")).not().hasText(all);
        looksRight(page, "alertes");
    }

    @Test
    void a_code_typed_in_the_page_still_open_confirms() {
        Page page = visitor();
        page.navigate("/alertes");
        page.getByLabel("Votre adresse électronique").fill(email);
        page.getByLabel("Marne (51)", new Page.GetByLabelOptions().setExact(true))
                .check();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Recevoir les alertes"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Un message vous attend");
        assertThat(page.locator("main")).containsText(email);

        page.getByLabel("Code à six chiffres").fill("000 000");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Confirmer"))
                .click();
        assertThat(page.locator("#erreurs")).isVisible();
        looksRight(page, "alertes-demande");

        String code = code();
        page.getByLabel("Code à six chiffres").fill(code.substring(0, 3) + " " + code.substring(3));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Confirmer"))
                .click();
        assertThat(page.locator(".done")).containsText("C’est confirmé");
        looksRight(page, "alertes-preferences");
    }

    @Test
    void everything_works_without_javascript() {
        Page page = visitor(1280, false);
        page.navigate("/alertes");
        page.getByLabel("Votre adresse électronique").fill(email);
        page.getByLabel("Aube (10)").check();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Voir ce que cela donne"))
                .click();
        assertThat(page.getByLabel("Votre adresse électronique")).hasValue(email);
        assertThat(page.getByLabel("Aube (10)")).isChecked();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Recevoir les alertes"))
                .click();

        page.navigate(link());
        assertThat(page.locator("main")).containsText("Aube (10)");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Je confirme"))
                .click();
        assertThat(page.locator(".done")).containsText("C’est confirmé");

        page.getByLabel("Ardennes (08)").check();
        page.getByLabel("Chaque lundi à 7 h, en un seul message").check();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enregistrer mes choix"))
                .click();
        assertThat(page.locator(".done")).containsText("enregistré");
        assertThat(page.getByLabel("Ardennes (08)")).isChecked();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tout arrêter"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("C’est fini");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("S’abonner de nouveau"))
                .click();
        assertThat(page.getByLabel("Ardennes (08)")).isChecked();
        assertThat(page.getByLabel("Aube (10)")).isChecked();
    }

    @Test
    void the_link_of_the_mail_shows_a_page_and_its_button_confirms() {
        Page page = visitor();
        page.navigate("/alertes");
        page.getByLabel("Votre adresse électronique").fill(email);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Recevoir les alertes"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Un message vous attend");
        page.navigate(link());
        looksRight(page, "alertes-confirmer");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Je confirme"))
                .click();
        assertThat(page.locator(".done")).containsText("C’est confirmé");
        String preferences = page.url().replaceFirst("\\?.*", "");

        page.navigate(preferences.replace("/preferences/", "/desinscription/"));
        looksRight(page, "alertes-desinscription");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tout arrêter"))
                .click();
        looksRight(page, "alertes-fini");
        page.navigate(preferences);
        looksRight(page, "alertes-lien-inconnu");
    }

    @Test
    void one_call_is_followed_from_its_page_and_left_again() {
        Reference call = given.publishedCall(Instant.now().minus(Duration.ofDays(2)));
        Page page = visitor();
        page.navigate("/alertes?appel=" + call);
        looksRight(page, "alertes-suivre");
        page.getByLabel("Votre adresse électronique").fill(email);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Suivre cet appel"))
                .click();
        page.getByLabel("Code à six chiffres").fill(code());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Confirmer"))
                .click();
        assertThat(page.locator(".done")).containsText("les suites de cet appel");
        looksRight(page, "alertes-preferences-suivi");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ne plus suivre"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("C’est fini");
    }

    @Test
    void what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost() {
        Page page = visitor();
        page.navigate("/alertes");
        page.locator("#f-email").evaluate("e => e.type = 'text'");
        page.getByLabel("Votre adresse électronique").fill("consultante@exemple");
        page.getByLabel("Aube (10)").check();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Recevoir les alertes"))
                .click();
        assertThat(page.locator("#e-email")).isVisible();
        assertThat(page.getByLabel("Votre adresse électronique")).hasValue("consultante@exemple");
        assertThat(page.getByLabel("Aube (10)")).isChecked();
        looksRight(page, "alertes-erreur");
    }

    /** The six digits of the mail that came to this address. */
    private String code() {
        return found("Votre code : (\\d{6})");
    }

    /** The path of the mail's link that confirms. */
    private String link() {
        return found("https?://[^/]+(/alertes/confirmer/\\S+)");
    }

    private String found(String pattern) {
        var matcher = Pattern.compile(pattern).matcher(catcher.await(email).text());
        if (!matcher.find()) throw new AssertionError("The mail does not hold " + pattern);
        return matcher.group(1);
    }
}
