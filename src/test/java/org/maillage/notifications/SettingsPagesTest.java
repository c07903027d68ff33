package org.maillage.notifications;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.mail.Catcher;
import org.maillage.mail.CaughtMessage;
import org.maillage.network.Network;
import org.maillage.notifications.Notification.Urgency;
import org.maillage.testing.BrowserTest;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One page sets it all; one link stops it, without signing in. */
class SettingsPagesTest extends BrowserTest {
    private static final String PAGE = "/espace/compte/notifications";
    private static final Pattern STOP = Pattern.compile("https?://[^/\\s]+(/notifications/arret/[A-Za-z0-9_-]{43})");

    @Autowired
    Notifications notifications;

    @Autowired
    MemberDigests digests;

    @Autowired
    Choosing choosing;

    @Autowired
    Network network;

    @Autowired
    Catcher catcher;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    @LocalServerPort
    int here;

    @BeforeEach
    @AfterEach
    void asAtFirst() {
        clock.reset();
        db.sql("delete from notification").update();
        db.sql("delete from notification_setting").update();
    }

    @Test
    void a_member_chooses_is_told_and_stops_it_by_the_link_in_the_mail() {
        clock.set(Instant.parse("2027-06-08T08:00:00Z")); // a Tuesday, 10:00
        Page page = signedIn("haute-marne-2");
        page.navigate(PAGE);
        looksRight(page, "notifications-settings");
        page.locator("#f-digestAt").selectOption("20");
        press(page, "Enregistrer");
        assertThat(page.locator(".errors")).containsText("heures calmes");
        assertThat(page.locator("#f-digestAt")).hasValue("20");
        looksRight(page, "notifications-settings-refused");
        page.locator("#f-quietFrom").selectOption("21");
        page.locator("#f-language").selectOption("en");
        page.getByLabel("Une question posée sur un appel de mon DLA").uncheck();
        press(page, "Enregistrer");
        assertThat(page.locator(".done")).containsText("C’est enregistré");
        assertThat(page.getByLabel("Une question posée sur un appel de mon DLA"))
                .not()
                .isChecked();
        assertThat(page.locator("#f-digestAt")).hasValue("20");
        page.getByLabel("Une question posée sur un appel de mon DLA").check();
        press(page, "Enregistrer");

        var member = network.personByAccount("haute-marne-2").orElseThrow();
        notifications.tell(new Notification(
                member.id(),
                "tenders.question",
                "essai-page",
                "tenders.news.question",
                List.of("Un titre"),
                "/espace/appels-d-offres",
                Urgency.AT_ONCE));
        digests.run();
        CaughtMessage letter = org.awaitility.Awaitility.await()
                .until(
                        () -> catcher.to(member.email().text()).stream()
                                .filter(m -> m.text().contains("Un titre"))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
        assertThat(letter.subject()).isEqualTo("A question waits for an answer on the call “Un titre”");
        assertThat(letter.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(letter.header("Content-Language")).isEqualTo("en");
        var stop = STOP.matcher(letter.text());
        assertThat(stop.find()).isTrue();

        Page stranger = visitor();
        stranger.navigate(stop.group(1));
        assertThat(choosing.of(member.id()).stopped())
                .as("opening a link stops nothing")
                .isFalse();
        looksRight(stranger, "notifications-stop");
        press(stranger, "Arrêter les messages");
        assertThat(stranger.locator("h1")).hasText("C’est arrêté");
        assertThat(choosing.of(member.id()).stopped()).isTrue();

        page.navigate(PAGE);
        looksRight(page, "notifications-stopped");
        press(page, "Recevoir de nouveau les messages");
        assertThat(choosing.of(member.id()).stopped()).isFalse();

        // As a mail program does it: without cookie, without form token (RFC 8058).
        var program = new Visitor(here);
        assertThat(letter.header("List-Unsubscribe")).contains(stop.group(1));
        assertThat(program.post(stop.group(1), Map.of("List-Unsubscribe", "One-Click"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(choosing.of(member.id()).stopped()).isTrue();
        assertThat(program.post("/notifications/arret/" + "A".repeat(43), Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(program.get("/notifications/arret/%00").statusCode()).isIn(400, 404);
    }

    @Test
    void hostile_settings_change_nothing() {
        var visitor = new Visitor(here).signedIn("haute-marne-2");
        for (var fields : List.of(
                Map.of("digestAt", "99", "quietFrom", "19", "quietUntil", "8", "language", "fr"),
                Map.of("digestAt", "x'; drop table person;--", "quietFrom", "19", "quietUntil", "8", "language", "fr"),
                Map.of("digestAt", "8", "quietFrom", "19", "quietUntil", "8", "language", "<script>"),
                Map.of("digestAt", "1".repeat(5000), "quietFrom", "", "quietUntil", "-1", "language", "fr")))
            assertThat(visitor.submit(PAGE, PAGE, fields).statusCode()).isEqualTo(422);
        var stale = Map.of("digestAt", "9", "quietFrom", "19", "quietUntil", "8", "language", "fr", "version", "7");
        assertThat(visitor.submit(
                                PAGE,
                                PAGE,
                                Map.of("digestAt", "9", "quietFrom", "19", "quietUntil", "8", "language", "fr"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor.submit(PAGE, PAGE, stale).statusCode()).isEqualTo(409);
        var member = network.personByAccount("haute-marne-2").orElseThrow();
        assertThat(choosing.of(member.id()).digestAt()).isEqualTo(9);
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }
}
