package org.maillage.alerts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maillage.mail.Catcher;
import org.maillage.mail.CaughtMessage;
import org.maillage.tenders.Reference;
import org.maillage.testing.BrowserTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every letter of the alerts as its reader sees it: in the letter box, alone, by day, by night, as text; in both languages. */
class LettersBrowserTest extends BrowserTest {
    private static final String CHANGES = """
            [{"field": "days", "before": "4,5", "after": "6"},
             {"field": "budget", "before": "4500", "after": "6000"},
             {"field": "closesAt", "before": "2027-03-01T12:00", "after": "2027-03-15T12:00"},
             {"field": "criteria", "before": "60\\tMéthode\\n40\\tPrix", "after": "50\\tMéthode\\n30\\tRéférences\\n20\\tPrix"},
             {"field": "context",
              "before": "L’association emploie onze personnes.\\n\\nElle gère une ressourcerie.\\n\\nLe conseil d’administration vient d’être renouvelé.",
              "after": "L’association emploie onze personnes.\\n\\nElle gère une ressourcerie et, depuis janvier, un atelier de réparation de vélos ouvert le samedi.\\n\\nLe conseil d’administration vient d’être renouvelé."},
             {"field": "documents", "before": "", "after": "Cahier des charges modifié.pdf\\nBudget prévisionnel.xlsx"}]""";

    @Autowired
    Subscriptions subscriptions;

    @Autowired
    SubscriptionLinks links;

    @Autowired
    Alerting alerting;

    @Autowired
    Digests digests;

    @Autowired
    Catcher catcher;

    @Autowired
    JdbcClient db;

    @Test
    void every_letter_is_read_on_a_screen_and_on_a_phone() {
        var given = new AlertStories(db, subscriptions, links);
        var choices = AlertStories.choices(List.of("51"), List.of(), List.of());
        var french = given.subscriber(choices, Rhythm.AT_ONCE);
        var english = given.subscriber(choices, Rhythm.AT_ONCE, true, "en");
        var weekly = given.subscriber(choices, Rhythm.WEEKLY);
        var weeklyEnglish = given.subscriber(choices, Rhythm.WEEKLY, true, "en");
        Instant now = Instant.now();
        Reference amended = given.publishedCall(now);
        Reference awarded = given.publishedCall(now.minus(Duration.ofDays(30)));
        Reference cancelled = given.publishedCall(now);
        for (Reference call : List.of(amended, awarded, cancelled)) alerting.tell(Occasion.publication(call));
        given.amended(
                amended,
                "La mission compte un jour et demi de plus.\nLe contexte est précisé, deux documents sont joints.",
                CHANGES);
        alerting.tell(new Occasion(amended, Occasion.Kind.AMENDMENT, 1));
        alerting.tell(new Occasion(amended, Occasion.Kind.ANSWERS, 1));
        given.closedAndAwarded(awarded, "Coopérative Exemple");
        alerting.tell(new Occasion(awarded, Occasion.Kind.OUTCOME, 0));
        given.cancelled(cancelled, "Le projet est reporté d’un an, faute de financement.");
        alerting.tell(new Occasion(cancelled, Occasion.Kind.CANCELLATION, 0));
        digests.weekly();

        Page page = visitor();
        for (Occasion.Kind kind : Occasion.Kind.values()) {
            String name = "letter-" + kind.name().toLowerCase(java.util.Locale.ROOT);
            CaughtMessage message = letter(french, kind.name());
            if (kind != Occasion.Kind.AMENDMENT) readAlone(page, message, name);
            else looksRightAlone(message.html(), name);
        }
        looksRightAlone(catcher.await(weekly.email().text()).html(), "letter-digest");
        readAlone(page, letter(english, "AMENDMENT"), "letter-amendment-english");
        readAlone(page, letter(english, "PUBLICATION"), "letter-publication-english");
        readAlone(page, catcher.await(weeklyEnglish.email().text()), "letter-digest-english");

        Page box = visitor();
        box.navigate("/boite-aux-lettres/" + letter(french, "AMENDMENT").number());
        assertThat(box.frameLocator("iframe").locator("dl.changes")).isVisible();
        box.getByText("Version en texte seul").click();
        looksRight(box, "mail-amendment");
        box.navigate(
                "/boite-aux-lettres/" + catcher.await(weekly.email().text()).number());
        box.getByText("Version en texte seul").click();
        looksRight(box, "mail-digest");
    }

    @Test
    void the_pages_of_alerts_are_complete_in_english() {
        var given = new AlertStories(db, subscriptions, links);
        var reader =
                given.subscriber(AlertStories.choices(List.of("51"), List.of(), List.of()), Rhythm.WEEKLY, true, "en");
        subscriptions.follow(reader.id(), given.publishedCall(Instant.now()), Instant.now());
        Page page = visitor();
        page.context().addCookies(List.of(new Cookie("langue", "en").setUrl(base())));
        page.navigate("/alertes");
        looksRight(page, "alerts-english");
        page.navigate(reader.preferencesPath());
        looksRight(page, "alerts-preferences-english");
        page.navigate(reader.unsubscriptionPath());
        looksRight(page, "alerts-unsubscribe-english");
        page.locator("main form button").first().click();
        looksRight(page, "alerts-unsubscribed-english");
        page.navigate(reader.preferencesPath());
        looksRight(page, "alerts-link-unknown-english");
    }

    private void readAlone(Page page, CaughtMessage message, String name) {
        page.setContent(message.html());
        looksRight(page, name);
    }

    private CaughtMessage letter(Subscription reader, String kind) {
        return catcher.await(
                        m -> m.recipient().equals(reader.email().text())
                                && m.header(Witness.LETTER).contains("/" + kind),
                        1)
                .getFirst();
    }
}
