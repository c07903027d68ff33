package org.maillage.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.files.StoredFile;
import org.maillage.identity.PersonalData;
import org.maillage.network.PersonLeft;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.traces.Purge;
import org.maillage.web.Languages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the agenda holds about a person: theirs to read, passed on, gone in time. */
@MaillageTest
class AgendaPeopleTest {
    @Autowired
    AgendaStories given;

    @Autowired
    AgendaPeople people;

    @Autowired
    AgendaDesk desk;

    @Autowired
    AgendaIndex index;

    @Autowired
    Answering answering;

    @Autowired
    Polls polls;

    @Autowired
    Polling polling;

    @Autowired
    CalendarFeeds feeds;

    @Autowired
    Events events;

    @Autowired
    Purge purge;

    @Autowired
    Languages languages;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    @AfterEach
    void nowIsNow() {
        clock.reset();
    }

    @Test
    void a_person_reads_what_is_about_them_and_nothing_about_others() {
        String title = "Mes données " + UUID.randomUUID();
        UUID date = given.called(EventKind.NETWORK_MEETING, title, "marne-1", "aube-1", "ardennes-1");
        answering.answer(date, Answer.MAYBE, given.member("aube-1"));
        var gathered = new HashMap<String, Object>();
        people.gather(given.person("aube-1").id(), new PersonalData.Into() {
            @Override
            public void record(String name, Object record) {
                gathered.put(name, record);
            }

            @Override
            public void file(StoredFile file) {
                throw new AssertionError("The agenda holds no file about a person");
            }
        });
        assertThat(gathered)
                .containsOnlyKeys("invitations", "reponses", "sondages", "ordre-du-jour", "abonnement", "organisation");
        assertThat(String.valueOf(gathered.get("reponses"))).contains(title, "MAYBE");
        assertThat(gathered.toString())
                .doesNotContain(given.person("ardennes-1").name());
    }

    @Test
    void the_home_page_asks_for_what_is_not_answered_and_shows_what_comes() {
        String title = "Bureau " + UUID.randomUUID();
        UUID date = given.called(EventKind.PARTNER_MEETING, title, "marne-1", "partenaire-1");
        String asked = "Sondage " + UUID.randomUUID();
        UUID poll = given.poll(EventKind.PARTNER_MEETING, asked, "marne-1", "partenaire-1");
        var partner = given.member("partenaire-1");

        var laid = desk.of(partner, languages.french(), clock.instant());
        assertThat(laid.needs())
                .anyMatch(n -> n.text().contains(title) && n.path().endsWith(date.toString()));
        assertThat(laid.needs())
                .anyMatch(n -> n.text().contains(asked) && n.path().endsWith(poll.toString()));
        assertThat(laid.dates()).isNotEmpty();

        answering.answer(date, Answer.NO, partner);
        polling.answer(poll, Map.of(polls.of(poll).getFirst().id(), Answer.YES), partner);
        var after = desk.of(partner, languages.french(), clock.instant());
        assertThat(after.needs())
                .noneMatch(n -> n.text().contains(title) || n.text().contains(asked));
        assertThat(after.dates())
                .as("who does not come is not reminded")
                .noneMatch(d -> d.text().equals(title));
    }

    @Test
    void what_someone_organises_is_passed_on() {
        String title = "Relais " + UUID.randomUUID();
        UUID date = given.called(EventKind.NETWORK_MEETING, title, "ardennes-1", "aube-1");
        var from = given.person("ardennes-1");
        var to = given.person("ardennes-2");
        var item = people.of(from, languages.french()).stream()
                .filter(i -> i.text().contains(title))
                .findFirst()
                .orElseThrow();

        transaction.executeWithoutResult(t -> people.pass(item.id(), from, to));
        transaction.executeWithoutResult(t -> people.pass(item.id(), from, given.person("aube-1")));

        var event = given.meeting(date, "ardennes-2").event();
        assertThat(event.organiser()).isEqualTo(to.id());
        assertThat(given.meeting(date, "ardennes-2").invited()).isTrue();
        assertThat(people.of(from, languages.french())).noneMatch(i -> i.id().equals(item.id()));
    }

    @Test
    void who_leaves_takes_along_what_is_about_them_and_shared_work_stays() {
        UUID date = given.called(EventKind.PARTNER_MEETING, "Reste", "haute-marne-1", "partenaire-1");
        UUID other = given.called(EventKind.PARTNER_MEETING, "Autre", "marne-1", "haute-marne-1");
        UUID poll = given.poll(EventKind.NETWORK_MEETING, "Sondage", "marne-1", "haute-marne-1");
        var leaving = given.member("haute-marne-1");
        answering.answer(other, Answer.YES, leaving);
        polling.answer(poll, Map.of(polls.of(poll).getFirst().id(), Answer.YES), leaving);
        feeds.renew(leaving);

        // As the registry does it: after the commit, on a thread of its own; said twice, it is done once.
        for (int twice = 0; twice < 2; twice++)
            transaction.executeWithoutResult(t -> publisher.publishEvent(new PersonLeft(leaving.id())));

        await().untilAsserted(() -> {
            for (String table : List.of("agenda_answer", "agenda_slot_answer", "agenda_item", "agenda_feed"))
                assertThat(db.sql("select count(*) from " + table + " where person = :person")
                                .param("person", leaving.id())
                                .query(Integer.class)
                                .single())
                        .as(table)
                        .isZero();
        });
        assertThat(given.meeting(date, "haute-marne-2").details().title()).isEqualTo("Reste");
        assertThat(given.meeting(date, "haute-marne-2").event().inHandsOf(given.member("haute-marne-2")))
                .as("the DLA goes on with it")
                .isTrue();
        assertThat(events.guests(given.meeting(other, "marne-1").event().id(), null))
                .noneMatch(g -> g.person().equals(leaving.id()));
    }

    @Test
    void what_had_its_time_leaves_the_tables_and_the_index() {
        UUID date = given.called(EventKind.NETWORK_MEETING, "Périssable", "marne-1", "aube-1");
        UUID exchange = given.called(EventKind.PEER_EXCHANGE, "Confidentiel", "marne-1", "aube-1");
        UUID event = given.meeting(date, "marne-1").event().id();
        UUID peers = given.meeting(exchange, "marne-1").event().id();
        UUID poll = given.poll(EventKind.NETWORK_MEETING, "Oublié", "marne-1", "aube-1");
        assertThat(indexed(event)).isTrue();
        assertThat(indexed(peers)).isFalse();
        var ends = given.meeting(date, "marne-1").when().endsAt();

        clock.set(ends.plus(Duration.ofDays(60)));
        purge.run();
        assertThat(events.find(peers)).isPresent();
        assertThat(events.find(poll)).as("thirty days after its last slot").isEmpty();
        assertThat(events.guests(event, null)).isNotEmpty();

        clock.set(ends.plus(Duration.ofDays(100)));
        purge.run();
        assertThat(events.find(peers)).isEmpty();
        assertThat(events.guests(event, null))
                .as("who was invited is forgotten")
                .isEmpty();
        assertThat(events.find(event)).isPresent();

        clock.set(ends.atZone(java.time.ZoneOffset.UTC)
                .plus(Period.ofYears(2))
                .plusDays(2)
                .toInstant());
        purge.run();
        assertThat(events.find(event)).isEmpty();
        assertThat(indexed(event)).isFalse();
    }

    @Test
    void the_index_built_anew_is_the_index_as_it_is() {
        given.called(EventKind.PUBLIC, "Réunion d’information", "marne-1", "partenaire-1");
        given.called(EventKind.PARTNER_MEETING, "Rencontre", "marne-1", "partenaire-1");
        var built = new HashMap<String, List<String>>();
        transaction.executeWithoutResult(t -> index.each(e -> built.put(
                e.id(), List.of(e.path(), e.title(), e.audience().tokens().toString()))));
        var held = new HashMap<String, List<String>>();
        db.sql("select id, path, title, audience from search_entry where kind = 'EVENT'")
                .query(row -> {
                    held.put(
                            row.getString("id"),
                            List.of(
                                    row.getString("path"),
                                    row.getString("title"),
                                    List.of((String[]) row.getArray("audience").getArray())
                                            .toString()));
                });
        assertThat(built).isNotEmpty().isEqualTo(held);
    }

    private boolean indexed(UUID event) {
        return db.sql("select exists (select from search_entry where kind = 'EVENT' and id = :id)")
                .param("id", event.toString())
                .query(Boolean.class)
                .single();
    }
}
