package org.maillage.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.directory.ImportPlan.State;
import org.maillage.directory.ImportingProviders.Outcome;
import org.maillage.directory.Provider.Ground;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.network.Network;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.traces.Purge;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table of providers comes in: shown first, then written whole or not at all. */
@MaillageTest
class ImportTest {
    @Autowired
    ImportingProviders importing;

    @Autowired
    Imports imports;

    @Autowired
    ProviderEditing editing;

    @Autowired
    Providers providers;

    @Autowired
    Network network;

    @Autowired
    Purge purge;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    Member marne;
    Member aube;

    @BeforeEach
    void anEmptyDirectory() {
        marne = network.personByAccount("marne-1").orElseThrow().member();
        aube = network.personByAccount("aube-1").orElseThrow().member();
        clean();
    }

    @AfterEach
    void clean() {
        clock.reset();
        db.sql("delete from provider_import").update();
        db.sql("delete from known_provider").update();
    }

    private UUID stage(String csv) {
        return importing.stage(csv.getBytes(StandardCharsets.UTF_8), marne);
    }

    private Map<State, Long> counts(UUID id) {
        return imports.counts(id);
    }

    private void apply(UUID id, Member by) {
        assertThat(importing.apply(id, 0, by)).isEqualTo(Outcome.APPLIED);
    }

    private Provider only() {
        var all = providers.all();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void a_line_becomes_an_entry_with_everything_it_said() {
        UUID id = stage("""
                Nom;E-mail;Tél.;Départements;Domaines;Commentaires;Base légale;Accord donné le;Note sur l'accord;Inconnue
                Atelier Valoris;Contact@Valoris.example.org;03 53 01 00 00;8, Marne;Gestion financière, LEGAL;"Deux
                lignes";consentement;05/03/2026;par courriel;rien
                """);
        assertThat(importing.mine(id, marne).ignored()).containsExactly("Inconnue");
        assertThat(providers.all()).as("nothing is written before the yes").isEmpty();
        assertThat(importing.apply(id, 0, marne)).isEqualTo(Outcome.APPLIED);
        Provider kept = only();
        assertThat(kept.departments()).containsExactly("08", "51");
        assertThat(kept.domains()).containsExactly(Domain.FINANCE, Domain.LEGAL);
        assertThat(kept.about()).isEqualTo("Deux\nlignes");
        assertThat(kept.ground()).isEqualTo(Ground.CONSENT);
        assertThat(kept.consentOn()).isEqualTo(LocalDate.of(2026, 3, 5));
        assertThat(db.sql("select audience::text from search_entry where kind = 'ORGANISATION' and id = :id")
                        .param("id", "provider:" + kept.id())
                        .query(String.class)
                        .single())
                .contains("OFFICER", "FACILITATOR")
                .doesNotContain("all", "PARTNER", "FUNDER");
        assertThat(importing.apply(id, 0, marne)).as("a second press").isEqualTo(Outcome.ALREADY);
        only();
    }

    @Test
    void the_preview_says_new_changed_field_by_field_unchanged_and_refused() {
        apply(
                stage(
                        "Nom,Courriel,Téléphone\nUn,un@example.org,03 53 01 00 01\nDeux,deux@example.org,03 53 01 00 02\n"),
                marne);
        UUID id = stage("""
                Nom,Courriel,Téléphone,Départements
                Un renommé,UN@example.org,,51
                Deux,deux@example.org,03 53 01 00 02,
                Trois,trois@example.org,,
                ,quatre@example.org,,
                Cinq,pas une adresse,douze,99999
                Trois bis,trois@example.org,,
                Six,six@example.org,,,,trop
                """);
        assertThat(counts(id))
                .isEqualTo(Map.of(State.NEW, 1L, State.CHANGED, 1L, State.UNCHANGED, 1L, State.REFUSED, 4L));
        var changed = imports.lines(id, State.CHANGED, 10, 0).getFirst();
        assertThat(changed.changes())
                .extracting(c -> c.column() + ":" + c.before() + ">" + c.after())
                .containsExactly("NAME:Un>Un renommé", "DEPARTMENTS:>51");
        var reasons = imports.lines(id, State.REFUSED, 10, 0);
        assertThat(reasons.get(0).reasons()).extracting("message").containsExactly("directory.provider.name");
        assertThat(reasons.get(1).reasons())
                .extracting("field")
                .containsExactlyInAnyOrder("courriel", "telephone", "departements");
        assertThat(reasons.get(2).reasons()).extracting("message").containsExactly("directory.import.line.twice");
        assertThat(reasons.get(3).reasons()).extracting("message").containsExactly("directory.import.line.cells");
        importing.apply(id, 0, marne);
        assertThat(providers.all()).extracting(Provider::name).containsExactly("Deux", "Trois", "Un renommé");
        assertThat(providers.all().getLast().phone())
                .as("an empty cell erases nothing")
                .isEqualTo("03 53 01 00 01");
        assertThat(imports.lines(id, null, 100, 0))
                .as("only refused lines wait, for their report")
                .hasSize(4);
    }

    @Test
    void a_preview_that_no_longer_holds_writes_nothing_and_is_shown_anew() {
        apply(stage("Nom;Courriel\nUn;un@example.org\n"), marne);
        UUID id = stage("Nom;Courriel;Téléphone\nUn;un@example.org;03 53 01 00 01\nDeux;deux@example.org;\n");
        editing.add(new ProviderForm(Map.of(Column.NAME, "Deux, déjà là", Column.EMAIL, "deux@example.org")));
        assertThat(importing.apply(id, 0, marne)).isEqualTo(Outcome.STALE);
        assertThat(providers.all()).extracting(Provider::phone).containsOnly("");
        assertThat(counts(id)).containsEntry(State.NEW, 0L).containsEntry(State.CHANGED, 2L);
        assertThat(importing.apply(id, 0, marne))
                .as("a second press said yes to the first preview")
                .isEqualTo(Outcome.STALE);
        assertThat(importing.apply(id, 1, marne)).isEqualTo(Outcome.APPLIED);
        assertThat(providers.all()).extracting(Provider::name).containsExactly("Deux", "Un");
    }

    @Test
    void what_changed_elsewhere_in_the_directory_does_not_matter() {
        UUID id = stage("Nom;Courriel\nUn;un@example.org\n");
        editing.add(new ProviderForm(Map.of(Column.NAME, "Tout autre", Column.EMAIL, "autre@example.org")));
        assertThat(importing.apply(id, 0, marne)).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void two_presses_at_once_write_once() throws Exception {
        var csv = new StringBuilder("Nom;Courriel\n");
        for (int i = 0; i < 200; i++)
            csv.append("N").append(i).append(";n").append(i).append("@example.org\n");
        UUID mine = stage(csv.toString());
        UUID theirs = importing.stage(csv.toString().getBytes(StandardCharsets.UTF_8), aube);
        try (var pool = Executors.newFixedThreadPool(4)) {
            var presses = new ArrayList<Callable<Outcome>>();
            presses.add(() -> importing.apply(mine, 0, marne));
            presses.add(() -> importing.apply(theirs, 0, aube));
            presses.add(() -> importing.apply(mine, 0, marne));
            var outcomes = new ArrayList<Outcome>();
            for (var done : pool.invokeAll(presses)) outcomes.add(done.get());
            assertThat(outcomes).containsOnlyOnce(Outcome.APPLIED);
        }
        assertThat(providers.all()).hasSize(200);
    }

    @Test
    void it_is_its_owner_s_alone_for_an_hour() {
        UUID id = stage("Nom\nUn\n");
        assertThatThrownBy(() -> importing.mine(id, aube)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> importing.apply(id, 0, aube)).isInstanceOf(NotFound.class);
        clock.advance(Duration.ofMinutes(61));
        assertThatThrownBy(() -> importing.apply(id, 0, marne)).isInstanceOf(NotFound.class);
        importing.expire();
        assertThat(db.sql("select count(*) from provider_import_line")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(providers.all()).isEmpty();
    }

    @Test
    void a_table_without_names_or_of_five_thousand_lines_too_many_leaves_nothing() {
        for (String csv : List.of("Courriel\nun@example.org\n", "Nom\n" + "x\n".repeat(100_000)))
            assertThatThrownBy(() -> stage(csv)).isInstanceOf(Refused.class);
        assertThat(db.sql("select count(*) from provider_import")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void what_was_exported_comes_back_as_no_change_at_all() {
        apply(
                stage(
                        "Nom;Courriel;Téléphone;Domaines;Présentation\n=Calc;calc@example.org;+33 3 53 01 00 01;Gestion financière, Ressources humaines;\"-un; \"\"deux\"\"\"\n"),
                marne);
        var reading = new java.util.ArrayList<List<String>>();
        reading.add(Column.headings());
        var readings = applicationReading();
        reading.add(java.util.Arrays.stream(Column.values())
                .map(c -> readings.cell(only(), c))
                .toList());
        for (byte[] file : List.of(TableWriter.csv(reading), TableWriter.ods("Prestataires", reading)))
            assertThat(counts(importing.stage(file, marne)))
                    .containsEntry(State.UNCHANGED, 1L)
                    .containsEntry(State.REFUSED, 0L);
    }

    @Autowired
    ProviderReadings readings;

    private ProviderReading applicationReading() {
        return readings.today();
    }

    @Test
    void a_provider_that_nobody_confirms_for_three_years_is_forgotten_by_the_search_too() {
        apply(
                stage(
                        "Nom;Courriel;Confirmé le\nVieux;vieux@example.org;01/02/2024\nConfirmé;ok@example.org;01/02/2024\n"),
                marne);
        UUID confirmed = providers.all().getFirst().id();
        clock.set(java.time.Instant.parse("2027-01-31T12:00:00Z"));
        editing.confirm(confirmed);
        clock.set(java.time.Instant.parse("2027-02-03T12:00:00Z"));
        purge.run();
        assertThat(providers.all()).extracting(Provider::name).containsExactly("Confirmé");
        assertThat(db.sql("select id from search_entry where kind = 'ORGANISATION' and id like 'provider:%'")
                        .query((row, n) -> row.getString(1))
                        .list())
                .containsExactly("provider:" + confirmed);
    }

    @Test
    void the_database_refuses_what_the_code_refuses() {
        for (String row : List.of(
                "name = ''",
                "website = 'javascript:alert(1)'",
                "departments = '{marne}'",
                "domains = '{COOKING}'",
                "ground = 'CONSENT', consent_on = null",
                "ground = 'BECAUSE'")) {
            apply(stage("Nom;Courriel\nUn;un@example.org\n"), marne);
            assertThatThrownBy(() -> db.sql("update known_provider set " + row).update())
                    .as(row)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThatThrownBy(() -> db.sql("""
                        insert into known_provider (name, email, ground, confirmed_on, updated_at)
                        values ('Autre', 'UN@example.org', 'LEGITIMATE_INTEREST', '2026-01-01', now())""").update()).isInstanceOf(DataIntegrityViolationException.class);
    }
}
