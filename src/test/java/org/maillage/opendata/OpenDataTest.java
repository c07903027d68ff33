package org.maillage.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import biweekly.Biweekly;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.tenders.Tender;
import org.maillage.tenders.TenderStories;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@MaillageTest
class OpenDataTest {
    private static final String HOSTILE = "Fin ]]> de \u0007 donnée <b>&amp; \"été\" \ud83d\ude00, a;b\\n";

    @Autowired
    TenderStories given;

    @Autowired
    JdbcClient db;

    @LocalServerPort
    int port;

    Visitor reader;

    @BeforeEach
    void aReader() {
        reader = new Visitor(port);
    }

    @Test
    void an_independent_reader_finds_the_call_in_the_atom_feed() throws Exception {
        Tender call = given.published("aube", HOSTILE);
        var feed = new SyndFeedInput()
                .build(new StringReader(reader.get("/flux/appels-d-offres.atom").body()));
        assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
        assertThat(feed.getUri()).startsWith("tag:");
        SyndEntry entry = feed.getEntries().stream()
                .filter(e -> e.getUri().endsWith(":appels-d-offres/" + call.reference()))
                .findFirst()
                .orElseThrow();
        assertThat(entry.getTitle()).isEqualTo("Fin ]]> de donnée <b>&amp; \"été\" \ud83d\ude00, a;b\\n");
        assertThat(entry.getLink()).endsWith("/appels-d-offres/" + call.reference());
        assertThat(entry.getCategories()).extracting("name").contains("INDIVIDUAL", "51", "STRATEGY");
    }

    @Test
    void the_feed_takes_the_filters_of_the_list() throws Exception {
        given.published("aube", "Appel filtré wallaby");
        var all = reader.get("/flux/appels-d-offres.atom?q=wallaby").body();
        var none = reader.get("/flux/appels-d-offres.atom?q=wallaby&departement=08")
                .body();
        assertThat(new SyndFeedInput().build(new StringReader(all)).getEntries())
                .hasSize(1);
        assertThat(new SyndFeedInput().build(new StringReader(none)).getEntries())
                .isEmpty();
    }

    @Test
    void a_calendar_reads_both_deadlines_back() {
        Tender call = given.published("aube", HOSTILE);
        for (String path :
                List.of("/flux/appels-d-offres.ics", "/appels-d-offres/" + call.reference() + "/echeances.ics")) {
            var calendar = Biweekly.parse(reader.get(path).body()).first();
            var events = calendar.getEvents().stream()
                    .filter(e -> e.getUid().getValue().startsWith(call.reference() + "-"))
                    .toList();
            assertThat(events).hasSize(2);
            var answers = events.stream()
                    .filter(e -> e.getUid().getValue().contains("-reponses@"))
                    .findFirst()
                    .orElseThrow();
            Date end = answers.getDateStart().getValue();
            assertThat(end.toInstant())
                    .isEqualTo(Objects.requireNonNull(call.terms().closesAt())
                            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
            assertThat(answers.getSummary().getValue())
                    .contains("Fin ]]> de donnée")
                    .contains("\ud83d\ude00, a;b\\n");
            assertThat(answers.getSequence().getValue()).isZero();
        }
    }

    @Test
    void the_sitemap_is_well_formed_and_knows_the_call() throws Exception {
        Tender call = given.published("marne", "Appel du plan du site");
        var xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(
                        new StringReader(reader.get("/sitemap.xml").body())));
        var places = xml.getElementsByTagName("loc");
        var found = new ArrayList<String>();
        for (int i = 0; i < places.getLength(); i++) found.add(places.item(i).getTextContent());
        assertThat(found).anyMatch(p -> p.endsWith("/appels-d-offres/" + call.reference()));
        assertThat(found).anyMatch(p -> p.endsWith("/reseau/marne"));
    }

    @Test
    void a_release_says_what_the_call_says() {
        Tender call = given.published("marne", HOSTILE);
        JsonNode release = release(call);
        assertThat(release.at("/tender/status").asString()).isEqualTo("active");
        assertThat(release.at("/tender/value/amount").decimalValue()).isEqualByComparingTo("4500");
        assertThat(release.at("/tender/tenderPeriod/endDate").asString()).endsWith("Z");
        assertThat(release.at("/tender/enquiryPeriod/endDate").isMissingNode()).isFalse();
        assertThat(release.at("/tender/items/0/quantity").asInt()).isEqualTo(9);
        assertThat(release.at("/tender/items/0/additionalClassifications/0/id").asString())
                .isEqualTo("STRATEGY");
        assertThat(release.at("/buyer/id").asString())
                .isEqualTo(release.at("/parties/0/id").asString())
                .isEqualTo("dla-marne");
    }

    @Test
    void a_release_tells_amendments_awards_and_cancellations() {
        Tender awarded = awardedAfterAnAmendment();
        JsonNode release = release(awarded);
        assertThat(release.get("tag").toString()).isEqualTo("[\"tender\",\"tenderAmendment\",\"award\"]");
        assertThat(release.at("/tender/status").asString()).isEqualTo("complete");
        assertThat(release.at("/tender/amendments/0/description").asString()).isEqualTo("Une précision.");
        assertThat(release.at("/awards/0/value/amount").decimalValue()).isEqualByComparingTo("4200");
        assertThat(release.at("/awards/0/suppliers/0/id").asString())
                .isEqualTo(release.at("/parties/1/id").asString());
        assertThat(release(cancelled()).at("/tender/status").asString()).isEqualTo("cancelled");
    }

    /** The schema is the standard's own, not ours to copy: OCDS_SCHEMA names a directory that holds it. */
    @Test
    void packages_are_valid_against_the_published_schema() throws Exception {
        String directory = System.getenv("OCDS_SCHEMA");
        assumeTrue(directory != null, "OCDS_SCHEMA names no directory with release-schema.json");
        given.published("marne", HOSTILE);
        awardedAfterAnAmendment();
        cancelled();
        var mapper = new JsonMapper();
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                .getSchema(mapper.readTree(
                        // One pattern of the standard is a character class of ECMAScript that Java writes otherwise.
                        Files.readString(Path.of(directory, "release-schema.json"))
                                .replace("[([\\\\]]", "[(\\\\[\\\\]]")
                                .replace("[)[\\\\]]", "[)\\\\[\\\\]]")));
        JsonNode all = mapper.readTree(reader.get("/api/ocds/releases.json").body());
        assertThat(all.get("releases")).isNotEmpty();
        for (JsonNode release : all.get("releases"))
            assertThat(schema.validate(release.toString(), InputFormat.JSON)).isEmpty();
        for (String field : List.of("uri", "publisher", "publishedDate", "version"))
            assertThat(all.has(field)).as(field).isTrue();
    }

    @Test
    void whoever_has_the_present_state_is_told_so_in_a_line() {
        given.published("marne", "Appel déjà lu");
        for (String path : List.of(
                "/flux/appels-d-offres.atom", "/flux/appels-d-offres.ics", "/api/ocds/releases.json", "/sitemap.xml")) {
            var first = reader.get(path);
            assertThat(first.statusCode()).as(path).isEqualTo(200);
            String etag = first.headers().firstValue("ETag").orElseThrow();
            var again = reader.send(
                    reader.request(path).header("If-None-Match", etag).GET());
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            given.published("marne", "Appel nouveau pour " + path.replace('.', ' '));
            assertThat(reader.send(reader.request(path)
                                    .header("If-None-Match", etag)
                                    .GET())
                            .statusCode())
                    .as("%s after a publication", path)
                    .isEqualTo(200);
        }
    }

    @Test
    void a_page_that_does_not_exist_is_not_found() {
        assertThat(reader.get("/api/ocds/releases.json?page=99999").statusCode())
                .isEqualTo(404);
        assertThat(reader.get("/api/ocds/releases.json?page=-1").statusCode()).isEqualTo(404);
    }

    private Tender awardedAfterAnAmendment() {
        Tender call = given.published("marne", "Appel rectifié puis attribué");
        run(call, """
                insert into tender_amendment (tender, number, published_at, summary, changes)
                select id, 1, published_at, 'Une précision.', '[]' from tender where id = :id""");
        run(call, "update tender set amendments = 1 where id = :id");
        run(call, "update tender set state = 'CLOSED', updated_at = closes_at where id = :id");
        run(call, """
                update tender set state = 'AWARDED', concluded_at = closes_at, award_providers = '{Cabinet Fictif,Coopérative Inventée}',
                       award_amount = 4200, outcome_reason = 'La meilleure méthode.' where id = :id""");
        return call;
    }

    private Tender cancelled() {
        Tender call = given.published("aube", "Appel annulé");
        run(call, """
                update tender set state = 'CANCELLED', concluded_at = published_at, outcome_reason = 'Le projet est reporté.'
                 where id = :id""");
        return call;
    }

    private void run(Tender call, String sql) {
        db.sql(sql).param("id", call.id()).update();
    }

    private JsonNode release(Tender call) {
        for (int page = 1; page < 100; page++) {
            JsonNode all = new JsonMapper()
                    .readTree(reader.get("/api/ocds/releases.json?page=" + page).body());
            for (JsonNode release : all.path("releases"))
                if (release.at("/tender/id").asString().equals(String.valueOf(call.reference()))) return release;
        }
        throw new AssertionError("No release for the call");
    }
}
