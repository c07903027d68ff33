package org.maillage.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.files.StoredFile;
import org.maillage.home.Desk.Need;
import org.maillage.identity.PersonalData;
import org.maillage.kernel.DlaId;
import org.maillage.network.Person;
import org.maillage.platform.Paris;
import org.maillage.tenders.TenderStories;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.maillage.web.Languages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who reaches a handover, what is refused beside its item, and what lies on whose desk. */
@MaillageTest
class HandoverPagesTest {
    @LocalServerPort
    int port;

    @Autowired
    PeopleStories given;

    @Autowired
    TenderStories calls;

    @Autowired
    PeopleDesk desk;

    @Autowired
    StandingIn standingIn;

    @Autowired
    Leaving leaving;

    @Autowired
    List<PersonalData> personal;

    @Autowired
    Languages languages;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    private Person person;
    private Person colleague;

    @BeforeEach
    void twoColleagues() {
        given.clean();
        person = given.officer("ardennes");
        colleague = given.account("ardennes-1");
    }

    @AfterEach
    void nobodyOfOurs() {
        given.clean();
        clock.reset();
    }

    private LocalDate today() {
        return clock.instant().atZone(Paris.ZONE).toLocalDate();
    }

    /** A draft whose contact is our person; its item on the page. */
    private String item(String title) {
        var draft = calls.draft("ardennes", title);
        db.sql("update tender set contact_name = :name where id = :id")
                .param("name", person.name())
                .param("id", draft.id())
                .update();
        return "tenders:" + draft.id();
    }

    private String contact(String item) {
        return db.sql("select contact_name from tender where id = :id")
                .param("id", UUID.fromString(item.substring("tenders:".length())))
                .query(String.class)
                .single();
    }

    @Test
    void the_facilitator_and_colleagues_reach_it_and_nobody_else_and_a_gone_persons_too() {
        String item = item("Un brouillon à reprendre");
        leaving.leave(person, null, false, person.member());
        String way = "/espace/passation?de=" + person.account();
        for (String other : List.of("aube-1", "haute-marne-1"))
            assertThat(new Visitor(port).signedIn(other).get(way).statusCode()).isEqualTo(404);
        for (String other : List.of("partenaire-1", "financeur-1"))
            assertThat(new Visitor(port).signedIn(other).get(way).statusCode()).isEqualTo(403);
        var host = new Visitor(port).signedIn("animateur");
        assertThat(host.get(way).statusCode()).isEqualTo(200);
        assertThat(host.get("/espace/passation?de=personne-9").statusCode()).isEqualTo(404);
        assertThat(new Visitor(port).signedIn("ardennes-1").get(way).statusCode())
                .isEqualTo(200);
        assertThat(contact(item)).isNotEmpty();
    }

    @Test
    void an_item_goes_to_whoever_may_take_it_and_a_refusal_stands_beside_it() {
        String one = item("Le premier");
        String two = item("Le second");
        var office = new Visitor(port).signedIn(person.account());
        var wrong = Map.of(
                "objet-0",
                one,
                "pour-0",
                colleague.id().toString(),
                "objet-1",
                two,
                "pour-1",
                given.account("aube-1").id().toString());
        var refused = office.submit("/espace/passation", "/espace/passation", wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Un élément n’a pas pu être transmis", "Cette personne ne peut pas reprendre");
        assertThat(contact(one)).isEqualTo(colleague.name());
        assertThat(contact(two)).isEqualTo(person.name());
        assertThat(news(colleague)).containsExactly("people.news.passed");

        for (var nonsense : List.of(
                Map.of(
                        "objet-0",
                        "tenders:" + UUID.randomUUID(),
                        "pour-0",
                        colleague.id().toString()),
                Map.of(
                        "objet-0",
                        "'; drop table person;--",
                        "pour-0",
                        colleague.id().toString()),
                Map.of("pour-0", colleague.id().toString()),
                Map.of("objet-0", two, "pour-0", "personne"),
                Map.<String, String>of()))
            assertThat(office.submit("/espace/passation", "/espace/passation", nonsense)
                            .statusCode())
                    .isEqualTo(302);
        assertThat(contact(two)).isEqualTo(person.name());
        office.submit(
                "/espace/passation",
                "/espace/passation",
                Map.of("objet-7", two, "pour-7", colleague.id().toString()));
        assertThat(contact(two)).isEqualTo(colleague.name());
        assertThat(news(colleague)).as("said once a day, however many").hasSize(1);
    }

    private List<String> news(Person of) {
        return db.sql("select message from notification where recipient = :id")
                .param("id", of.id())
                .query((row, n) -> row.getString(1))
                .list();
    }

    @Test
    void a_desk_holds_the_consent_that_is_awaited_and_the_handover_that_waits() {
        Person marne = given.officer("marne");
        standingIn.ask(person.member(), marne.id(), today().plusDays(3), today().plusDays(5));
        assertThat(needs(marne)).anyMatch(n -> n.contains("vous demande de remplacer"));
        standingIn.answer(standingIn.of(marne.member()).getFirst().id(), true, marne.member());
        assertThat(needs(marne)).noneMatch(n -> n.contains("vous demande de remplacer"));
        var dates = desk.of(marne.member(), languages.in(Locale.FRENCH), clock.instant())
                .dates();
        assertThat(dates).extracting(d -> d.text()).anyMatch(d -> d.contains("Vous commencez à remplacer"));

        item("Un brouillon qui reste");
        db.sql("update person set left_on = :today, gone_at = :now where id = :id")
                .param("today", today())
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("id", person.id())
                .update();
        String left = person.name() + " est parti·e : confiez ce qui reste à sa charge";
        assertThat(needs(colleague)).contains(left);
        assertThat(needs(given.account("animateur"))).contains(left);
        assertThat(needs(given.account("aube-1"))).doesNotContain(left);
        new Visitor(port)
                .signedIn("ardennes-1")
                .submit(
                        "/espace/passation?de=" + person.account(),
                        "/espace/passation/fin",
                        Map.of("de", person.account()));
        assertThat(needs(colleague)).doesNotContain(left);
    }

    private List<String> needs(Person of) {
        return desk.of(of.member(), languages.in(Locale.FRENCH), clock.instant()).needs().stream()
                .map(Need::text)
                .toList();
    }

    @Test
    void my_data_hold_my_absences_and_settings_and_nobody_elses_address() {
        Person marne = given.officer("marne");
        standingIn.ask(person.member(), marne.id(), today().plusDays(3), today().plusDays(5));
        var records = new LinkedHashMap<String, Object>();
        var archive = new PersonalData.Into() {
            @Override
            public void record(String name, Object record) {
                records.put(name, record);
            }

            @Override
            public void file(StoredFile file) {
                throw new AssertionError("no file");
            }
        };
        personal.stream()
                .filter(p -> p.name().matches("people|notifications"))
                .forEach(p -> p.gather(marne.id(), archive));
        assertThat(records).containsKeys("stay", "absences", "invitations", "settings", "notifications");
        assertThat(String.valueOf(records.get("absences"))).contains("stand-in", "ardennes");
        assertThat(String.valueOf(records.get("notifications"))).contains("people.news.asked");
        assertThat(records.toString()).doesNotContain("@example.org");
        assertThat(marne.dla()).isEqualTo(new DlaId("marne"));
    }
}
