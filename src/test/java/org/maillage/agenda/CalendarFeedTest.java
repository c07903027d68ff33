package org.maillage.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VEvent;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The secret address of a member's calendar, over real HTTP. */
@MaillageTest
@ExtendWith(OutputCaptureExtension.class)
class CalendarFeedTest {
    private static final String PAGE = "/espace/agenda/abonnement";

    @Autowired
    AgendaStories given;

    @Autowired
    MeterRegistry meters;

    @Autowired
    JdbcClient db;

    @LocalServerPort
    int port;

    @Test
    void the_address_is_shown_once_and_a_new_one_ends_the_old(CapturedOutput output) throws Exception {
        String title = "Suivi " + UUID.randomUUID();
        given.called(EventKind.NETWORK_MEETING, title, "marne-1", "aube-1");
        var member = new Visitor(port).signedIn("aube-1");
        String first = made(member);
        assertThat(member.get(PAGE).body()).doesNotContain(first);
        var anyone = new Visitor(port);

        var answer = anyone.get(first);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        assertThat(EventCalendarTest.read(answer.body()).<VEvent>getComponents(Component.VEVENT))
                .anySatisfy(
                        e -> assertThat(e.getProperty("SUMMARY").orElseThrow().getValue())
                                .isEqualTo(title));
        String etag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(anyone.send(anyone.request(first)
                                .header("If-None-Match", etag)
                                .GET())
                        .statusCode())
                .isEqualTo(304);
        assertThat(anyone.head(first).statusCode()).isEqualTo(200);

        String second = made(member);
        assertThat(anyone.get(first).statusCode()).isEqualTo(404);
        assertThat(anyone.get(second).statusCode()).isEqualTo(200);
        member.submit(PAGE, PAGE + "/revocation", java.util.Map.of());
        assertThat(anyone.get(second).statusCode()).isEqualTo(404);

        String token = second.substring(second.lastIndexOf('/') + 1).replace(".ics", "");
        assertThat(output.getAll()).doesNotContain(token);
        assertThat(meters.getMeters().toString()).doesNotContain(token);
        assertThat(db.sql("select count(*) from agenda_feed where encode(hash, 'escape') like '%' || :token || '%'")
                        .param("token", token)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void what_is_no_address_is_nobody_s() {
        var anyone = new Visitor(port);
        for (String wrong : new String[] {"x", "A".repeat(43), "%00", "..%2f..%2fetc", "é".repeat(100)})
            assertThat(anyone.get("/flux/agenda/"
                                    + java.net.URLEncoder.encode(wrong, java.nio.charset.StandardCharsets.UTF_8)
                                    + ".ics")
                            .statusCode())
                    .as(wrong)
                    .isBetween(400, 404);
    }

    private static String made(Visitor member) {
        var page = Jsoup.parse(member.submit(PAGE, PAGE, java.util.Map.of()).body());
        String link = page.expectFirst("#f-link").val();
        return link.substring(link.indexOf("/flux/"));
    }
}
