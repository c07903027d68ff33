package org.maillage.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.maillage.files.Files;
import org.maillage.files.Samples;
import org.maillage.tenders.PublishedCalls;
import org.maillage.tenders.Tender;
import org.maillage.tenders.TenderStories;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every part of a release package against a schema of our own writing (src/test/resources/ocds), which follows the
 * reference of OCDS 1.1 and allows nothing that we do not mean to publish; and the schema against packages spoilt on
 * purpose, since one that accepts everything would prove nothing.
 */
@MaillageTest
class OcdsSchemaTest {
    private static final Schema SCHEMA = schema();

    @Autowired
    OcdsReleases ocds;

    @Autowired
    PublishedCalls published;

    @Autowired
    TenderStories given;

    @Autowired
    Files files;

    @Autowired
    JdbcClient db;

    private final JsonMapper json = new JsonMapper();

    @BeforeEach
    void calls_in_every_state() {
        run(
                given.published("marne", "Appel à clore"),
                "update tender set state = 'CLOSED', updated_at = closes_at where id = :id");
        given.published("aube", "Appel \u201c ouvert \u201d <b>&\u00e9</b>");
        run(withDocuments("Appel sans suite"), """
                update tender set state = 'CLOSED', updated_at = closes_at where id = :id;
                update tender set state = 'UNSUCCESSFUL', concluded_at = closes_at, outcome_reason = 'Aucune offre.' where id = :id""");
        run(given.published("aube", "Appel annulé"), """
                update tender set state = 'CANCELLED', concluded_at = published_at, outcome_reason = 'Le projet est reporté.'
                 where id = :id""");
        run(withDocuments("Appel rectifié puis attribué"), """
                insert into tender_amendment (tender, number, published_at, summary, changes)
                select id, 1, published_at, 'Une précision.', '[]' from tender where id = :id;
                update tender set amendments = 1 where id = :id;
                update tender set state = 'CLOSED', updated_at = closes_at where id = :id;
                update tender set state = 'AWARDED', concluded_at = closes_at, award_providers = '{Cabinet Fictif,Coopérative Inventée}',
                       award_amount = 4200.50, outcome_reason = 'La meilleure méthode.' where id = :id""");
        run(given.published("marne", "Appel attribué sans montant ni motif"), """
                update tender set state = 'CLOSED', updated_at = closes_at where id = :id;
                update tender set state = 'AWARDED', concluded_at = closes_at, award_providers = '{Cabinet Fictif}' where id = :id""");
    }

    @Test
    void packages_of_calls_in_every_state_are_valid() {
        ObjectNode all = pack();
        assertThat(errors(all)).isEmpty();
        var statuses = new HashSet<String>();
        var parts = new HashSet<String>();
        for (JsonNode release : all.get("releases")) {
            statuses.add(release.at("/tender/status").asString());
            release.get("tender").propertyNames().forEach(parts::add);
            if (release.has("awards"))
                release.at("/awards/0").propertyNames().forEach(name -> parts.add("award " + name));
        }
        assertThat(statuses).contains("active", "complete", "unsuccessful", "cancelled");
        assertThat(parts)
                .as("what the schema must have seen")
                .contains(
                        "documents", "amendments", "items", "enquiryPeriod", "value", "award value", "award suppliers");
    }

    /** What a schema cannot say. */
    @Test
    void everyone_who_is_named_is_among_the_parties_and_nothing_is_dated_after_the_package() {
        ObjectNode all = pack();
        Instant publishedAt = Instant.parse(all.get("publishedDate").asString());
        var ids = new HashSet<String>();
        for (JsonNode release : all.get("releases")) {
            assertThat(ids.add(release.get("id").asString()))
                    .as("release identifiers are unique")
                    .isTrue();
            assertThat(Instant.parse(release.get("date").asString())).isBeforeOrEqualTo(publishedAt);
            var parties = new HashSet<String>();
            for (JsonNode party : release.get("parties"))
                assertThat(parties.add(party.get("id").asString())).isTrue();
            assertThat(parties)
                    .contains(
                            release.at("/buyer/id").asString(),
                            release.at("/tender/procuringEntity/id").asString());
            for (JsonNode award : release.path("awards"))
                for (JsonNode supplier : award.get("suppliers"))
                    assertThat(parties).contains(supplier.get("id").asString());
        }
    }

    @TestFactory
    List<DynamicTest> a_package_that_is_spoilt_is_refused() {
        return List.of(
                spoilt("without releases", all -> all.remove("releases")),
                spoilt("empty", all -> ((ArrayNode) all.get("releases")).removeAll()),
                spoilt("the same release twice", all -> ((ArrayNode) all.get("releases")).add(all.at("/releases/0"))),
                spoilt("another version", all -> all.put("version", "1.0")),
                spoilt("links of an extension that is not named", all -> all.remove("extensions")),
                spoilt("an address that is none", all -> all.put("uri", "appels d’offres")),
                spoilt(
                        "a publisher without name",
                        all -> object(all, "/publisher").remove("name")),
                spoilt("an unknown field", all -> object(all, "/releases/0").put("couleur", "verte")),
                spoilt("without ocid", all -> object(all, "/releases/0").remove("ocid")),
                spoilt("an empty ocid", all -> object(all, "/releases/0").put("ocid", "")),
                spoilt(
                        "an identifier with a number sign",
                        all -> object(all, "/releases/0").put("id", "a#b")),
                spoilt(
                        "a number for a text",
                        all -> object(all, "/releases/0/tender").put("title", 4)),
                spoilt(
                        "a text of blanks",
                        all -> object(all, "/releases/0/tender").put("title", " \t")),
                spoilt("a date without time", all -> object(all, "/releases/0").put("date", "2026-11-24")),
                spoilt(
                        "a day that does not exist",
                        all -> object(all, "/releases/0").put("date", "2026-02-30T10:00:00Z")),
                spoilt("a time without zone", all -> object(all, "/releases/0").put("date", "2026-11-24T10:00:00")),
                spoilt(
                        "a tag that is unknown",
                        all -> object(all, "/releases/0")
                                .putArray("tag")
                                .add("tender")
                                .add("publication")),
                spoilt("no tag", all -> object(all, "/releases/0").putArray("tag")),
                spoilt(
                        "a status that is unknown",
                        all -> object(all, "/releases/0/tender").put("status", "published")),
                spoilt(
                        "a method that is unknown",
                        all -> object(all, "/releases/0/tender").put("procurementMethod", "ouverte")),
                spoilt(
                        "an amount as text",
                        all -> object(all, "/releases/0/tender/value").put("amount", "4500")),
                spoilt(
                        "another currency",
                        all -> object(all, "/releases/0/tender/value").put("currency", "euro")),
                spoilt(
                        "a period without end",
                        all -> object(all, "/releases/0/tender/tenderPeriod").remove("endDate")),
                spoilt(
                        "half a quantity",
                        all -> object(all, "/releases/0/tender/items/0").put("quantity", 4.5)),
                spoilt(
                        "an item without identifier",
                        all -> object(all, "/releases/0/tender/items/0").remove("id")),
                spoilt(
                        "a classification of another scheme",
                        all -> object(all, "/releases/0/tender/items/0/additionalClassifications/0")
                                .put("scheme", "CPV")),
                spoilt(
                        "a party without role",
                        all -> object(all, "/releases/0/parties/0").remove("roles")),
                spoilt(
                        "a contact that is no address",
                        all -> object(all, "/releases/0/parties/0/contactPoint").put("email", "camille")),
                spoilt(
                        "a document without address",
                        all -> object(documented(all), "/tender/documents/0").remove("url")),
                spoilt(
                        "a document of another kind",
                        all -> object(documented(all), "/tender/documents/0").put("documentType", "cahier")),
                spoilt(
                        "an amendment without date",
                        all -> object(amended(all), "/tender/amendments/0").remove("date")),
                spoilt(
                        "an award that is not announced by its tag",
                        all -> object(awarded(all), "").putArray("tag").add("tender")),
                spoilt(
                        "an award of no state",
                        all -> object(awarded(all), "/awards/0").put("status", "won")),
                spoilt(
                        "an award to nobody",
                        all -> object(awarded(all), "/awards/0").putArray("suppliers")),
                spoilt(
                        "a tag for an award that is not there",
                        all -> object(awarded(all), "").remove("awards")));
    }

    private DynamicTest spoilt(String what, Consumer<ObjectNode> spoil) {
        return DynamicTest.dynamicTest(what, () -> {
            ObjectNode all = pack();
            spoil.accept(all);
            assertThat(errors(all)).as(what).isNotEmpty();
        });
    }

    private static ObjectNode object(JsonNode in, String pointer) {
        return (ObjectNode) in.at(pointer);
    }

    private static JsonNode documented(ObjectNode all) {
        return first(all, "/tender/documents");
    }

    private static JsonNode amended(ObjectNode all) {
        return first(all, "/tender/amendments");
    }

    private static JsonNode awarded(ObjectNode all) {
        return first(all, "/awards/0");
    }

    private static JsonNode first(ObjectNode all, String pointer) {
        for (JsonNode release : all.get("releases")) if (!release.at(pointer).isMissingNode()) return release;
        throw new AssertionError("No release has " + pointer);
    }

    private static List<Error> errors(JsonNode all) {
        return SCHEMA.validate(all.toString(), InputFormat.JSON);
    }

    /** The latest calls, as one package in the middle of others. */
    private ObjectNode pack() {
        var links = new OcdsReleases.Links(
                "/api/ocds/releases.json?page=2", "/api/ocds/releases.json", "/api/ocds/releases.json?page=3");
        Instant last = Objects.requireNonNull(db.sql("select max(updated_at) at from tender")
                .query((row, n) -> row.getTimestamp("at").toInstant())
                .single());
        return (ObjectNode) json.readTree(ocds.of(published.page(1, 5_000), links, last));
    }

    private Tender withDocuments(String title) {
        Tender draft = given.draft("marne", title);
        for (int i = 0; i < 2; i++) {
            var file = files.store(
                    "documents", "Cahier n° " + i + ".pdf", new ByteArrayInputStream(Samples.pdf(title + i)), 1 << 20);
            db.sql(
                            "insert into tender_document (id, tender, file, added_at) values (gen_random_uuid(), :tender, :file, now())")
                    .param("tender", draft.id())
                    .param("file", file.id())
                    .update();
        }
        run(draft, "update tender set state = 'PUBLISHED', published_at = now(), updated_at = now() where id = :id");
        return draft;
    }

    private void run(Tender call, String sql) {
        for (String one : sql.split(";")) db.sql(one).param("id", call.id()).update();
    }

    private static Schema schema() {
        try (InputStream in = OcdsSchemaTest.class.getResourceAsStream("/ocds/release-package.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Objects.requireNonNull(in), InputFormat.JSON);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
