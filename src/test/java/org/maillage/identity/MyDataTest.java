package org.maillage.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.files.Files;
import org.maillage.network.Network;
import org.maillage.platform.PublicAddress;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Visitor;
import org.maillage.web.Languages;
import org.maillage.web.RateLimits;
import org.maillage.web.SiteIdentity;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** « My data »: all of it, nothing of anybody else, and names that are safe anywhere. */
@MaillageTest
class MyDataTest {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    Network network;

    @Autowired
    Files files;

    @Autowired
    JsonMapper json;

    @Autowired
    SiteIdentity site;

    @Autowired
    PublicAddress address;

    @Autowired
    Languages languages;

    @Autowired
    RateLimits limits;

    @Autowired
    List<PersonalData> modules;

    private final UUID person = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @AfterEach
    void nobodySubscribed() {
        db.sql("delete from subscription where email like '%' || ? || '%' or email like '%' || ? || '%'")
                .params(person.toString(), other.toString())
                .update();
    }

    @BeforeEach
    void twoPeople() {
        limits.reset();
        for (UUID id : List.of(person, other)) {
            String canary = id.equals(other) ? "canari" : "moi";
            db.sql("insert into person (id, account, name, email, role) values (?, ?, ?, ?, 'PARTNER')")
                    .params(id, canary + "-" + id, "Sacha " + canary, canary + "-" + id + "@example.org")
                    .update();
            db.sql("""
                    insert into passkey (person, credential, public_key, sign_count, backup_eligible, name, added_on)
                    values (?, ?, ?, 3, true, ?, current_date)""").params(id, key(id), key(id), "Téléphone de " + canary).update();
            db.sql(
                            "insert into sign_in_link (hash, person, way, expires_at) values (?, ?, ?, now() + interval '1 minute')")
                    .params(java.util.Arrays.copyOf(key(id), 32), id, "/espace?" + canary)
                    .update();
            db.sql(
                            "insert into subscription (id, email, token, created_at, changed_at) values (gen_random_uuid(), ?, ?, now(), now())")
                    .params(canary + "-" + id + "@example.org", "token-" + id)
                    .update();
        }
    }

    @Test
    void the_archive_holds_all_that_is_about_oneself_and_nothing_about_others() throws Exception {
        var member = new Visitor(port).signedIn("moi-" + person);
        new Visitor(port).signedIn("canari-" + other);
        assertThat(member.get("/espace/compte/donnees").body()).contains("/espace/compte/donnees/archive");

        var answer = member.download("/espace/compte/donnees/archive");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(name -> assertThat(name).startsWith("attachment; filename=\"mes-donnees-20"));
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        Map<String, String> archive = unzip(answer.body());
        assertThat(archive)
                .containsKeys(
                        "LISEZ-MOI.txt",
                        "network/person.json",
                        "identity/passkey.json",
                        "identity/open_session.json",
                        "identity/sign_in_link.json",
                        "mail/mail_delivery.json",
                        "alerts/subscription.json");
        assertThat(json.readTree(archive.get("alerts/subscription.json"))
                        .at("/email")
                        .asString())
                .isEqualTo("moi-" + person + "@example.org");
        for (PersonalData module : modules)
            assertThat(archive.keySet()).as(module.name()).anyMatch(path -> path.startsWith(module.name() + "/"));
        assertThat(archive.get("network/person.json")).contains("Sacha moi", "moi-" + person + "@example.org");
        assertThat(json.readTree(archive.get("identity/passkey.json"))
                        .at("/0/name")
                        .asString())
                .isEqualTo("Téléphone de moi");
        assertThat(json.readTree(archive.get("identity/open_session.json")).size())
                .isEqualTo(1);
        assertThat(archive.get("LISEZ-MOI.txt"))
                .contains("Sacha moi", "identity/passkey.json", "Les clés d’accès des membres", "/registre-des-traces");
        assertThat(String.join("\n", archive.values())).doesNotContain("canari", other.toString());
        assertThat(String.join("\n", archive.values()))
                .as("nothing that opens a session")
                .doesNotContain(member.cookie("maillage_session").orElseThrow());
    }

    @Test
    void an_english_reader_is_told_in_english() throws Exception {
        var member = new Visitor(port).signedIn("moi-" + person);
        member.get("/langue/en");
        assertThat(unzip(member.download("/espace/compte/donnees/archive").body())
                        .get("README.txt"))
                .contains("Here is everything that the platform keeps about you");
    }

    @Test
    void names_stay_in_their_folder_and_none_is_taken_twice() throws Exception {
        var file = files.store(
                "file",
                "../../etc/fa\u202ectu\nre.txt",
                new ByteArrayInputStream("Bonjour".getBytes(StandardCharsets.UTF_8)),
                Files.SMALL);
        var archive = write(new PersonalData() {
            @Override
            public String name() {
                return "../C:\\essai\n";
            }

            @Override
            public void gather(UUID about, Into into) {
                into.record("../../évasion", Map.of("n", 1));
                into.record("note", Map.of("n", 2));
                into.record("NOTE", Map.of("n", 3));
                into.record("..", List.of());
                into.record("x".repeat(500), List.of());
                into.file(file);
                into.file(file);
            }
        });
        assertThat(archive).hasSize(8);
        assertThat(archive.keySet())
                .allSatisfy(path -> assertThat(path)
                        .doesNotContain("..", "\\", ":", "\n", "\u202e")
                        .doesNotStartWith("/")
                        .hasSizeLessThan(140));
        assertThat(archive.keySet().stream()
                        .map(p -> p.toLowerCase(Locale.ROOT))
                        .distinct())
                .hasSize(8);
        assertThat(archive.values().stream().filter("Bonjour"::equals)).hasSize(2);
    }

    @Test
    void an_archive_that_could_not_be_finished_does_not_look_whole() {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> writeTo(out, new PersonalData() {
                    @Override
                    public String name() {
                        return "essai";
                    }

                    @Override
                    public void gather(UUID about, Into into) {
                        into.record("first", Map.of("n", 1));
                        throw new IllegalStateException("broken");
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        // The end of central directory, without which no tool takes it for a zip.
        assertThat(new String(out.toByteArray(), StandardCharsets.ISO_8859_1)).doesNotContain("PK\u0005\u0006");
    }

    private Map<String, String> write(PersonalData module) throws IOException {
        var out = new ByteArrayOutputStream();
        writeTo(out, module);
        return unzip(out.toByteArray());
    }

    private void writeTo(ByteArrayOutputStream out, PersonalData module) throws IOException {
        new MyData(List.of(module), files, json, site, address, java.time.Clock.systemUTC())
                .write(network.person(person).orElseThrow(), languages.french(), out);
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        var contents = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                contents.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
        return contents;
    }

    private static byte[] key(UUID id) {
        return (id + "-" + id).getBytes(StandardCharsets.US_ASCII);
    }
}
