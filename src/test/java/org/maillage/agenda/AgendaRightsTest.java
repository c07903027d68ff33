package org.maillage.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.testing.MaillageTest;
import org.maillage.web.Languages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Every role, on every page, of every kind of event, invited or not: what they see is what the rule says, and no more. */
@MaillageTest
class AgendaRightsTest {
    private static final String SECRET = "https://visio.example.org/secret";
    private static final List<String> ACCOUNTS =
            List.of("marne-1", "aube-1", "animateur", "partenaire-1", "financeur-1");

    @Autowired
    AgendaStories given;

    @Autowired
    Calling calling;

    @Autowired
    Meetings meetings;

    @Autowired
    EventCalendar calendar;

    @Autowired
    AgendaDesk desk;

    @Autowired
    Languages languages;

    @Autowired
    Clock clock;

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient db;

    /** An event called by {@code marne-1}. */
    private record Thing(
            EventKind kind,
            String title,
            UUID date,
            UUID event,
            @Nullable String invited) {
        boolean invites(String account) {
            return account.equals("marne-1") || account.equals(invited);
        }
    }

    @Test
    void each_sees_exactly_what_concerns_them() throws Exception {
        var wrong = new ArrayList<String>();
        int asked = 0;
        for (Thing thing : things())
            for (String account : ACCOUNTS) {
                Member viewer = given.member(account);
                boolean inside = viewer.role() == Role.OFFICER || viewer.role() == Role.FACILITATOR;
                boolean sees = thing.kind() == EventKind.PUBLIC
                        || inside && thing.kind() != EventKind.PEER_EXCHANGE
                        || thing.invites(account);
                boolean invited = thing.invites(account);
                String what = thing.title() + " as " + account;
                for (Check check : checks(thing, viewer, sees, invited, inside)) {
                    int status = status(check.method(), check.path(), viewer, wrong, what, thing, invited);
                    if (status != check.status())
                        wrong.add(what + ": " + check.method() + " " + check.path() + " answers " + status + ", not "
                                + check.status());
                    asked++;
                }
                lists(thing, viewer, sees, wrong, what);
            }
        assertThat(asked).isGreaterThan(400);
        assertThat(wrong).isEmpty();
    }

    private record Check(String method, String path, int status) {}

    private static List<Check> checks(Thing thing, Member viewer, boolean sees, boolean invited, boolean inside) {
        String at = "/espace/agenda/" + thing.date();
        boolean hands = viewer.dla() != null && viewer.dla().slug().equals("marne");
        int ifSeen = sees ? 200 : 404;
        return List.of(
                new Check("GET", at, ifSeen),
                new Check("GET", "/espace/agenda/evenements/" + thing.event(), sees ? 302 : 404),
                new Check("POST", at + "/reponse?reponse=MAYBE", !sees ? 404 : invited ? 302 : 422),
                new Check("POST", at + "/ordre-du-jour?item=Essai", invited ? 302 : 404),
                new Check(
                        "POST",
                        at + "/ordre-du-jour/reglage",
                        viewer.role() != Role.FACILITATOR ? 403 : invited ? 302 : 404),
                new Check("GET", at + "/documents/" + UUID.randomUUID(), 404),
                new Check("GET", at + "/deplacement", !inside ? 403 : hands ? 200 : 404),
                new Check("GET", at + "/annulation", !inside ? 403 : hands ? 200 : 404),
                new Check(
                        "GET",
                        "/espace/agenda/evenements/" + thing.event() + "/modification",
                        !inside ? 403 : hands ? 200 : 404),
                new Check("GET", "/agenda/" + thing.event(), thing.kind() == EventKind.PUBLIC ? 200 : 404));
    }

    /** What is listed anywhere: the views, the home page, the calendar; and the index for search. */
    private void lists(Thing thing, Member viewer, boolean sees, List<String> wrong, String what) throws Exception {
        var t = languages.french();
        String month = "/espace/agenda?mois=" + java.time.YearMonth.from(given.inDays(10));
        for (String view : List.of(
                month,
                "/espace/agenda?vue=liste",
                "/espace/agenda?vue=annee&annee=" + given.inDays(10).getYear())) {
            String page = body(view, viewer);
            if (page.contains(thing.title()) != sees) wrong.add(what + ": " + view + " shows " + !sees);
            if (page.contains(SECRET)) wrong.add(what + ": " + view + " shows the video link");
        }
        String feed =
                calendar.feed(meetings.calendar(clock.instant(), viewer), t).replace("\r\n ", "");
        boolean titled = sees && !thing.kind().confidential();
        if (feed.contains(thing.title()) != titled) wrong.add(what + ": the calendar shows " + !titled);
        if (feed.contains(thing.event().toString()) != sees) wrong.add(what + ": the calendar holds " + !sees);
        if (feed.contains("visio.example.org")) wrong.add(what + ": the calendar shows the video link");
        boolean needed = desk.of(viewer, t, clock.instant()).needs().stream()
                .anyMatch(n -> n.text().contains(thing.title()));
        if (needed && !thing.invites(given.member("marne-1").equals(viewer) ? "marne-1" : account(viewer)))
            wrong.add(what + ": the home page asks who is not invited");
        var found = db.sql("select audience from search_entry where kind = 'EVENT' and id = :id")
                .param("id", thing.event().toString())
                .query((row, n) -> List.of((String[]) row.getArray("audience").getArray()))
                .optional();
        boolean finds = found.isPresent()
                && (found.get().contains("all")
                        || found.get().contains("role:" + viewer.role())
                        || found.get().contains("person:" + viewer.id()));
        // Funders find only what is public; a peer exchange is found by nobody.
        boolean may = sees
                && !thing.kind().confidential()
                && (viewer.role() != Role.FUNDER || thing.kind() == EventKind.PUBLIC);
        if (finds != may) wrong.add(what + ": search finds " + finds);
    }

    private String account(Member viewer) {
        return ACCOUNTS.stream()
                .filter(a -> given.member(a).id().equals(viewer.id()))
                .findFirst()
                .orElseThrow();
    }

    private List<Thing> things() {
        var things = new ArrayList<Thing>();
        for (EventKind kind : EventKind.values()) {
            things.add(thing(kind, null));
            for (String account : ACCOUNTS)
                if (!account.equals("marne-1")
                        && kind.invites(given.member(account).role())) things.add(thing(kind, account));
        }
        return things;
    }

    private Thing thing(EventKind kind, @Nullable String invited) {
        String title = "Chose " + kind + " " + UUID.randomUUID();
        var form = invited == null ? given.form(kind, title) : given.form(kind, title, invited);
        UUID date = calling.call(form.with("videoLink", SECRET), false, given.member("marne-1"));
        return new Thing(
                kind, title, date, given.meeting(date, "marne-1").event().id(), invited);
    }

    private int status(
            String method, String path, Member viewer, List<String> wrong, String what, Thing thing, boolean invited)
            throws Exception {
        var response = http.perform(MockMvcRequestBuilders.request(HttpMethod.valueOf(method), path)
                        .with(csrf())
                        .with(authentication(new TestingAuthenticationToken(viewer, "", List.of()))))
                .andReturn()
                .getResponse();
        String body = response.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        boolean form = path.endsWith("/modification");
        if (body.contains(SECRET) && !invited && !form)
            wrong.add(what + ": " + path + " shows the video link to who is not invited");
        boolean refused = response.getStatus() == 403 || response.getStatus() == 404;
        if (refused && body.contains(thing.title())) wrong.add(what + ": " + path + " refuses and tells the title");
        return response.getStatus();
    }

    private String body(String path, Member viewer) throws Exception {
        return Objects.requireNonNull(http.perform(MockMvcRequestBuilders.get(path)
                        .with(authentication(new TestingAuthenticationToken(viewer, "", List.of()))))
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void a_poll_is_seen_by_who_is_asked_and_inside_and_is_never_public() throws Exception {
        for (EventKind kind : List.of(EventKind.PUBLIC, EventKind.PARTNER_MEETING, EventKind.PEER_EXCHANGE)) {
            String title = "Sondage " + UUID.randomUUID();
            var invited = kind == EventKind.PEER_EXCHANGE ? "aube-1" : "partenaire-1";
            UUID poll = given.poll(kind, title, "marne-1", invited);
            assertThat(http.perform(MockMvcRequestBuilders.get("/agenda/" + poll))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(404);
            for (String account : Arrays.asList("aube-1", "animateur", "partenaire-1", "financeur-1")) {
                Member viewer = given.member(account);
                boolean sees = account.equals(invited) || Meetings.inside(viewer) && kind != EventKind.PEER_EXCHANGE;
                String page = body("/espace/agenda/sondages/" + poll, viewer);
                assertThat(page.contains(title)).as("%s as %s", kind, account).isEqualTo(sees);
                assertThat(body("/espace/agenda", viewer).contains(title)).isEqualTo(sees);
                // Who is not asked does not read who answered what.
                if (!account.equals(invited))
                    assertThat(page).doesNotContain(given.person(invited).name());
            }
        }
    }
}
