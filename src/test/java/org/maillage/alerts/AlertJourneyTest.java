package org.maillage.alerts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Domain;
import org.maillage.mail.Catcher;
import org.maillage.mail.CaughtMessage;
import org.maillage.tenders.Kind;
import org.maillage.testing.BrowserTest;
import org.maillage.web.RateLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The platform's main job, from end to end, by the hands of a consultant and of an officer. */
@Import(AlertStories.class)
class AlertJourneyTest extends BrowserTest {
    @Autowired
    AlertStories given;

    @Autowired
    Catcher catcher;

    @Autowired
    RateLimits limits;

    @Autowired
    JdbcClient db;

    private final String email = "consultant-" + UUID.randomUUID() + "@example.org";

    @Test
    void a_consultant_subscribes_an_officer_publishes_and_the_alert_is_there_until_unsubscribed() {
        limits.reset();
        Page consultant = visitor();
        consultant.navigate("/alertes");
        consultant.getByLabel("Votre adresse électronique").fill(email);
        consultant
                .getByLabel("Marne (51)", new Page.GetByLabelOptions().setExact(true))
                .check();
        consultant.getByLabel("Gestion financière").check();
        button(consultant, "Recevoir les alertes");
        read(consultant, catcher.await(email), "courrier-confirmation");
        consultant.navigate(link(catcher.await(email), "/alertes/confirmer/"));
        button(consultant, "Je confirme");
        assertThat(consultant.locator(".done")).containsText("C’est confirmé");

        UUID draft = given.draft(Instant.now(), List.of("51"), List.of(Domain.FINANCE), Kind.INDIVIDUAL);
        Page officer = signedIn("marne-1");
        officer.navigate("/espace/appels-d-offres/brouillons/" + draft + "/apercu");
        officer.locator("form[action$='/publication'] button").click();
        officer.waitForURL(url -> !url.contains("brouillons"));

        CaughtMessage alert = catcher.await(
                        m -> m.recipient().equals(email) && m.subject().startsWith("Appel d’offres"), 1)
                .getFirst();
        assertThat(alert.text()).contains("Pourquoi ce message : Marne · Gestion financière");
        read(consultant, alert, "courrier-alerte");

        consultant.navigate(link(alert, "/appels-d-offres/"));
        assertThat(consultant.getByRole(AriaRole.HEADING).first()).containsText("Consolider le modèle économique");
        consultant.navigate(link(alert, "/alertes/preferences/"));
        assertThat(consultant.getByLabel("Gestion financière")).isChecked();
        consultant.navigate(link(alert, "/alertes/desinscription/"));
        button(consultant, "Tout arrêter");
        assertThat(consultant.getByRole(AriaRole.HEADING).first()).hasText("C’est fini");
        assertThat(db.sql("select count(*) from subscription where email = :email")
                        .param("email", email)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Opens a message in the demonstration's letter box and takes its picture, by day and by night. No script runs there: no axe. */
    private static void read(Page page, CaughtMessage message, String name) {
        page.navigate("/boite-aux-lettres/" + message.number() + "/html");
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.setViewportSize(390, 844);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screens", name + "-" + scheme + ".png"))
                    .setFullPage(true));
        }
        page.setViewportSize(1280, 900);
    }

    private static String link(CaughtMessage message, String path) {
        Matcher matcher = Pattern.compile("https?://[^/]+(" + path + "\\S+)").matcher(message.text());
        assertThat(matcher.find()).as(path).isTrue();
        return matcher.group(1);
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }
}
