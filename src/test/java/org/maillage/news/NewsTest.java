package org.maillage.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.identity.PersonalData;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.network.Network;
import org.maillage.network.PersonLeft;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.maillage.traces.Purge;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The life of an information, on a real PostgreSQL; who may do what; the letter. */
@MaillageTest
class NewsTest {
    @Autowired
    Sharing sharing;

    @Autowired
    NewsItems items;

    @Autowired
    NewsIndex index;

    @Autowired
    WeeklyLetters letters;

    @Autowired
    List<PersonalData> personalData;

    @Autowired
    Network network;

    @Autowired
    Purge purge;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Member marne;
    Member aube;
    Member centre;

    @BeforeEach
    void anEmptyList() {
        db.sql("delete from news_item").update();
        db.sql("delete from news_reader").update();
        db.sql("delete from search_entry where kind = 'NEWS'").update();
        marne = network.personByAccount("marne-1").orElseThrow().member();
        aube = network.personByAccount("aube-1").orElseThrow().member();
        centre = network.personByAccount("animateur").orElseThrow().member();
    }

    @AfterEach
    void theClock() {
        clock.reset();
        db.sql("delete from news_item").update();
        db.sql("delete from search_entry where kind = 'NEWS'").update();
    }

    static NewsForm form(String title, String link, String tags, boolean everyone) {
        return new NewsForm(title, link, "", tags, List.of(), everyone ? "public" : "reseau", "90");
    }

    NewsItem shared(String title, String link, String tags, boolean everyone, Member by) {
        return Objects.requireNonNull(
                sharing.share(form(title, link, tags, everyone), true, by).added());
    }

    @Nullable
    List<String> audience(NewsItem item) {
        return db.sql("select audience from search_entry where kind = 'NEWS' and id = :id")
                .param("id", item.id().toString())
                .query((row, n) -> List.of((String[]) row.getArray(1).getArray()))
                .optional()
                .orElse(null);
    }

    @Test
    void the_DLA_signs_and_no_person_is_kept() {
        NewsItem item = shared("Fonds d’avenir", "https://example.org/fonds", "Financement", false, marne);
        assertThat(item.author()).isEqualTo("DLA de la Marne");
        assertThat(db.sql("select to_jsonb(i)::text from news_item i where id = :id")
                        .param("id", item.id())
                        .query(String.class)
                        .single())
                .doesNotContain(marne.id().toString())
                .doesNotContain("Marsault");
        assertThat(shared("Séminaire", "", "", false, centre).dla()).isNull();
        assertThat(item.tags()).containsExactly("financement");
        assertThat(shared("Autre", "", "FINANCEMENT, mobilité", false, aube).tags())
                .containsExactly("financement", "mobilité");
        assertThat(shared("Encore", "", "mobilite", false, aube).tags()).containsExactly("mobilité");
    }

    @Test
    void what_is_wrong_is_said_by_field_and_nothing_is_kept() {
        var bad = new NewsForm(
                " \u202e ", "javascript:alert(1)", "x".repeat(10_001), "a,b,c,d,e,f,g,h,i", List.of(), "public", "12");
        assertThatThrownBy(() -> sharing.share(bad, false, marne))
                .isInstanceOfSatisfying(
                        Refused.class,
                        e -> assertThat(e.violations())
                                .extracting("field")
                                .containsExactlyInAnyOrder("titre", "lien", "texte", "etiquettes", "duree"));
        assertThat(items.insideCount("", clock.instant())).isZero();
    }

    @Test
    void hostile_words_stay_words() throws Exception {
        String hostile = "<script>alert(1)</script>'; drop table news_item; -- \u202e {{unsubscribe}}";
        NewsItem item = Objects.requireNonNull(sharing.share(
                        new NewsForm(
                                hostile,
                                "",
                                "<img src=x onerror=alert(1)> [x](javascript:alert(1))",
                                "<b>",
                                List.of(),
                                "public",
                                "7"),
                        false,
                        marne)
                .added());
        var visitor = new Visitor(port);
        for (String path : List.of("/actualites", item.path()))
            assertThat(visitor.get(path).body())
                    .doesNotContain("<script>alert")
                    .doesNotContain("<img src=x")
                    .doesNotContain("javascript:alert(1)\"");
        var feed = new SyndFeedInput()
                .build(new StringReader(visitor.get("/flux/actualites.atom").body()));
        assertThat(feed.getEntries().getFirst().getTitle()).startsWith("<script>alert(1)</script>");
    }

    @Test
    void the_same_link_twice_is_told_unless_one_insists_and_two_at_once_are_still_told() throws Exception {
        NewsItem first = shared("Le décret", "https://example.org/decret?utm_source=x", "droit", false, aube);
        var second = sharing.share(form("Décret paru", "http://www.example.org/decret", "", false), false, marne);
        assertThat(second.added()).isNull();
        assertThat(Objects.requireNonNull(second.same()).id()).isEqualTo(first.id());
        sharing.addTags(first.id(), form("", "", "veille", false));
        assertThat(items.find(first.id()).orElseThrow().tags()).containsExactly("droit", "veille");
        clock.advance(Duration.ofDays(31));
        assertThat(sharing.share(form("Décret, un mois après", "https://example.org/decret", "", false), false, marne)
                        .added())
                .isNotNull();

        try (var two = Executors.newFixedThreadPool(4)) {
            var tasks = new ArrayList<Callable<Sharing.Shared>>();
            for (Member by : List.of(marne, aube, centre, marne))
                tasks.add(() -> sharing.share(form("Course", "https://example.org/course", "", false), false, by));
            int added = 0;
            for (var done : two.invokeAll(tasks)) if (done.get().added() != null) added++;
            assertThat(added).isEqualTo(1);
        }
    }

    @Test
    void only_those_who_shared_change_it_and_a_colleague_is_never_overwritten() {
        NewsItem item = shared("À nous", "", "", false, marne);
        for (Member other : List.of(aube, centre)) {
            assertThatThrownBy(() -> sharing.edit(item.id(), 0, form("À moi", "", "", false), other))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> sharing.withdraw(item.id(), 0, other)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> sharing.show(item.id(), 0, true, other)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> sharing.restore(item.id(), 0, other)).isInstanceOf(NotFound.class);
        }
        NewsItem centres = shared("Du centre", "", "", false, centre);
        assertThatThrownBy(() -> sharing.withdraw(centres.id(), 0, marne)).isInstanceOf(NotFound.class);
        sharing.edit(item.id(), 0, form("À nous deux", "", "", false), marne);
        assertThatThrownBy(() -> sharing.edit(item.id(), 0, form("Écrasé", "", "", false), marne))
                .isInstanceOf(StaleVersion.class);
        assertThat(items.find(item.id()).orElseThrow().title()).isEqualTo("À nous deux");
        assertThatThrownBy(() -> db.sql("update news_item set dla = 'aube' where id = :id")
                        .param("id", item.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql("update news_item set link = 'javascript:x', link_key = 'x' where id = :id")
                        .param("id", item.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void the_search_finds_what_can_be_read_by_whom_may_and_for_as_long() {
        NewsItem item = shared("Appel à projets wombat", "", "", false, marne);
        assertThat(audience(item)).containsExactlyInAnyOrder("role:OFFICER", "role:FACILITATOR");
        sharing.show(item.id(), 0, true, marne);
        assertThat(audience(item)).containsExactly("all");
        sharing.withdraw(item.id(), 1, marne);
        assertThat(audience(item)).isNull();
        sharing.restore(item.id(), 2, marne);
        assertThat(audience(item)).containsExactly("all");
        clock.advance(Duration.ofDays(91));
        index.sweep();
        index.sweep();
        assertThat(audience(item)).isNull();
        var rebuilt = new ArrayList<String>();
        index.each(entry -> rebuilt.add(entry.id()));
        assertThat(rebuilt).isEmpty();
    }

    @Test
    void it_expires_by_itself_and_leaves_by_the_register() {
        NewsItem item = shared("Bref", "", "", true, marne);
        var visitor = new Visitor(port);
        assertThat(visitor.get(item.path()).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofDays(90).plusMinutes(1));
        assertThat(items.publicOne(item.slug(), clock.instant())).isEmpty();
        assertThat(items.of(new DlaId("marne"))).extracting(NewsItem::id).containsExactly(item.id());
        purge.run();
        assertThat(items.find(item.id())).isPresent();
        clock.advance(Duration.ofDays(30));
        purge.run();
        assertThat(items.find(item.id())).isEmpty();
    }

    @Test
    void the_feed_answers_304_until_something_changes_even_when_that_is_only_time() throws Exception {
        NewsItem item = shared("Dans le flux", "https://example.org/flux", "veille", true, marne);
        shared("Pas dans le flux", "", "", false, marne);
        var visitor = new Visitor(port);
        var answer = visitor.get("/flux/actualites.atom");
        var feed = new SyndFeedInput().build(new StringReader(answer.body()));
        assertThat(feed.getEntries()).hasSize(1);
        assertThat(feed.getEntries().getFirst().getUri()).endsWith(":actualites/" + item.slug());
        assertThat(feed.getEntries().getFirst().getCategories())
                .extracting("name")
                .containsExactly("veille");
        String etag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(answer.headers().firstValue("Last-Modified")).isPresent();
        assertThat(status("If-None-Match", etag)).isEqualTo(304);
        sharing.withdraw(item.id(), 0, marne);
        assertThat(status("If-None-Match", etag)).isEqualTo(200);
        sharing.restore(item.id(), 1, marne);
        String back = visitor.get("/flux/actualites.atom")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        clock.advance(Duration.ofDays(91));
        assertThat(status("If-None-Match", back)).isEqualTo(200);
        assertThat(visitor.get("/sitemap.xml").body()).doesNotContain(item.slug());
    }

    private int status(String header, String value) throws Exception {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            return http.send(
                            java.net.http.HttpRequest.newBuilder(
                                            java.net.URI.create("http://localhost:" + port + "/flux/actualites.atom"))
                                    .header(header, value)
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** role × page × object, generated: everybody asks for every page of every information. */
    @Test
    void everybody_reads_and_changes_exactly_what_they_may() {
        var objects = Map.of(
                "inside of marne", shared("Dedans", "", "", false, marne),
                "public of marne", shared("Dehors", "", "", true, marne),
                "withdrawn of marne", shared("Retirée", "", "", true, marne),
                "inside of the centre", shared("Du centre", "", "", false, centre));
        sharing.withdraw(
                Objects.requireNonNull(objects.get("withdrawn of marne")).id(), 0, marne);
        var wrong = new ArrayList<String>();
        int asked = 0;
        for (String who : new String[] {"", "marne-1", "aube-1", "animateur", "partenaire-1", "financeur-1"}) {
            var visitor = new Visitor(port);
            if (!who.isEmpty()) visitor.signedIn(who);
            boolean network = List.of("marne-1", "aube-1", "animateur").contains(who);
            for (var object : objects.entrySet()) {
                NewsItem item = object.getValue();
                boolean withdrawn = object.getKey().startsWith("withdrawn");
                boolean owns = who.equals(object.getKey().endsWith("marne") ? "marne-1" : "animateur");
                int closed = who.isEmpty() ? 302 : 403;
                var expected = Map.of(
                        item.path(),
                        object.getKey().startsWith("public") ? 200 : 404,
                        item.insidePath(),
                        !network ? closed : withdrawn && !owns ? 404 : 200,
                        item.insidePath() + "/modification",
                        !network ? closed : owns ? 200 : 404);
                for (var page : expected.entrySet()) {
                    int status = visitor.get(page.getKey()).statusCode();
                    if (status != page.getValue())
                        wrong.add(who + " " + object.getKey() + " " + page.getKey() + ": " + status + " for "
                                + page.getValue());
                    asked++;
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isEqualTo(6 * 4 * 3);
    }

    @Test
    void the_letter_leaves_once_a_week_however_often_and_late_it_runs() throws Exception {
        clock.set(Instant.parse("2027-03-02T10:00:00Z")); // a Tuesday
        letters.follow(marne.id(), List.of(), Locale.FRENCH);
        letters.follow(aube.id(), List.of("mobilité"), Locale.ENGLISH);
        letters.follow(centre.id(), List.of("introuvable"), Locale.FRENCH);
        int before = queued();
        clock.advance(Duration.ofDays(1));
        shared("Vélos partagés", "", "mobilité", false, aube);
        shared("Paie", "", "emploi", false, marne);
        clock.set(Instant.parse("2027-03-08T06:30:00Z"));
        try (var two = Executors.newFixedThreadPool(3)) {
            var runs = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 3; i++)
                runs.add(() -> {
                    letters.run();
                    return true;
                });
            for (var done : two.invokeAll(runs)) done.get();
        }
        assertThat(queued() - before)
                .as("one for marne, one for aube, none for nothing")
                .isEqualTo(2);
        clock.set(Instant.parse("2027-03-10T06:30:00Z")); // late, the same week
        letters.run();
        assertThat(queued() - before).isEqualTo(2);
        clock.set(Instant.parse("2027-03-15T06:30:00Z"));
        letters.run(); // nothing new since
        assertThat(queued() - before).isEqualTo(2);
    }

    @Test
    void what_comes_out_while_the_letter_is_written_is_in_the_next_one() {
        clock.set(Instant.parse("2027-03-02T10:00:00Z"));
        letters.follow(marne.id(), List.of(), Locale.FRENCH);
        int before = queued();
        clock.set(Instant.parse("2027-03-08T06:29:50Z"));
        shared("Dans la dernière minute", "", "", false, aube);
        clock.set(Instant.parse("2027-03-08T06:30:00Z"));
        letters.run();
        assertThat(queued()).isEqualTo(before);
        clock.set(Instant.parse("2027-03-15T06:30:00Z"));
        letters.run();
        assertThat(queued()).isEqualTo(before + 1);
    }

    @Test
    void a_letter_that_cannot_be_queued_leaves_its_week_open() {
        clock.set(Instant.parse("2027-03-02T10:00:00Z"));
        letters.follow(marne.id(), List.of(), Locale.FRENCH);
        shared("À dire", "", "", false, aube);
        clock.set(Instant.parse("2027-03-08T06:30:00Z"));
        int before = queued();
        transaction.executeWithoutResult(status -> {
            letters.run();
            status.setRollbackOnly(); // the process dies before the commit
        });
        assertThat(queued()).isEqualTo(before);
        letters.run();
        assertThat(queued()).isEqualTo(before + 1);
    }

    @Test
    void the_letter_stops_without_an_account_and_with_the_person() {
        letters.follow(marne.id(), List.of(), Locale.FRENCH);
        letters.follow(aube.id(), List.of(), Locale.FRENCH);
        var stranger = new Visitor(port);
        String path = "/actualites/lettre/fin/" + letters.token(marne.id());
        assertThat(stranger.get(path).statusCode()).isEqualTo(200);
        assertThat(reads(marne)).isTrue();
        assertThat(stranger.post(path, Map.of("List-Unsubscribe", "One-Click")).statusCode())
                .isEqualTo(200);
        assertThat(reads(marne)).isFalse();
        assertThat(stranger.get("/actualites/lettre/fin/" + "A".repeat(43)).statusCode())
                .isEqualTo(404);
        transaction.executeWithoutResult(status -> events.publishEvent(new PersonLeft(aube.id())));
        await().until(() -> !reads(aube));
    }

    @Test
    void my_data_tells_what_the_letter_keeps() {
        letters.follow(marne.id(), List.of("droit"), Locale.FRENCH);
        var records = new java.util.HashMap<String, Object>();
        personalData.stream()
                .filter(d -> d.name().equals("news"))
                .forEach(d -> d.gather(marne.id(), new PersonalData.Into() {
                    @Override
                    public void record(String name, Object record) {
                        records.put(name, record);
                    }

                    @Override
                    public void file(org.maillage.files.StoredFile file) {}
                }));
        assertThat(records).containsOnlyKeys("weekly-letter");
        assertThat(String.valueOf(records.get("weekly-letter"))).contains("droit");
    }

    private boolean reads(Member member) {
        return db.sql("select exists (select from news_reader where person = :person)")
                .param("person", member.id())
                .query(Boolean.class)
                .single();
    }

    private int queued() {
        return db.sql("select count(*) from mail_letter where kind = 'news'")
                .query(Integer.class)
                .single();
    }
}
