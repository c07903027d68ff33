package org.maillage.network;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.maillage.network.NetworkFile.PersonRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the network's rows in an empty database, before anything can read them: {@link Network} and {@link Profile} are
 * made after it. Two nodes that start together take turns; the second finds the work done.
 */
@Component
class NetworkLoader implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(NetworkLoader.class);
    private static final long LOCK = 0x6d61696c6c616765L; // any number that nobody else locks: « maillage »
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final CommuneLoader communes;
    private final NetworkSettings settings;
    private final ResourceLoader resources;
    private final JsonMapper json;
    private final ObjectProvider<DemonstrationPeople> demonstration;

    NetworkLoader(
            JdbcClient db,
            PlatformTransactionManager transactions,
            CommuneLoader communes,
            NetworkSettings settings,
            ResourceLoader resources,
            JsonMapper json,
            ObjectProvider<DemonstrationPeople> demonstration) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.communes = communes;
        this.settings = settings;
        this.resources = resources;
        this.json = json;
        this.demonstration = demonstration;
    }

    @Override
    public void afterPropertiesSet() {
        load();
    }

    /** Loads what is missing; a second time it changes nothing. */
    void load() {
        transaction.executeWithoutResult(status -> {
            db.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query((row, n) -> true)
                    .single();
            communes.load();
            if (db.sql("select not exists (select from network_profile)")
                    .query(Boolean.class)
                    .single()) {
                insert(read());
                log.info("Loaded the network from {}", settings.network());
            }
            people();
        });
    }

    private NetworkFile read() {
        try (InputStream file = resources.getResource(settings.network()).getInputStream()) {
            return json.readValue(file, NetworkFile.class);
        } catch (IOException e) {
            throw new IllegalStateException("MAILLAGE_NETWORK names a file that cannot be read", e);
        }
    }

    private void insert(NetworkFile file) {
        var profile = file.profile();
        db.sql("""
                insert into network_profile
                       (name, region, centre, centre_host, centre_about, email, phone, address, legal)
                values (:name, :region, :centre, :host, :about, :email, :phone, :address, cast(:legal as jsonb))""")
                .param("name", profile.name())
                .param("region", profile.region())
                .param("centre", profile.centre())
                .param("host", profile.centreHost())
                .param("about", profile.centreAbout())
                .param("email", profile.email())
                .param("phone", profile.phone())
                .param("address", profile.address())
                .param("legal", json.writeValueAsString(profile.legal()))
                .update();
        for (Host host : file.hosts())
            db.sql("insert into host (id, name, about, website) values (:id, :name, :about, :website)")
                    .paramSource(host)
                    .update();
        for (var dla : file.dlas()) db.sql("""
                    insert into dla (id, name, department, host, branch, since, about, email, phone, address)
                    values (:id, :name, :department, :host, :branch, :since, :about, :email, :phone, :address)""").paramSource(dla).update();
        supporters("funder", file.funders());
        supporters("partner", file.partners());
        for (int turn = 0; turn < file.history().size(); turn++)
            db.sql("insert into milestone (turn, year, fr, en) values (:turn, :year, :fr, :en)")
                    .param("turn", turn)
                    .param("year", file.history().get(turn).year())
                    .param("fr", file.history().get(turn).fr())
                    .param("en", file.history().get(turn).en())
                    .update();
        if (file.rules() != null)
            for (Map.Entry<String, Integer> rule : file.rules().entrySet())
                db.sql("insert into network_rule (name, value) values (:name, :value)")
                        .param("name", rule.getKey())
                        .param("value", rule.getValue())
                        .update();
    }

    private void supporters(String table, List<Supporter> supporters) {
        for (int turn = 0; turn < supporters.size(); turn++) {
            Supporter supporter = supporters.get(turn);
            db.sql("insert into " + table
                            + " (id, name, about, website, turn) values (:id, :name, :about, :website, :turn)")
                    .param("id", supporter.id())
                    .param("name", supporter.name())
                    .param("about", supporter.about())
                    .param("website", supporter.website())
                    .param("turn", turn)
                    .update();
        }
    }

    /** In demonstration the fictional people; otherwise a first facilitator, who then has nobody above them. */
    private void people() {
        var fictional = demonstration.getIfAvailable();
        if (fictional != null) {
            if (db.sql("select not exists (select from person)")
                    .query(Boolean.class)
                    .single()) fictional.people().forEach(this::insert);
            return;
        }
        String email = settings.facilitatorEmail();
        if (email == null || email.isBlank()) return;
        if (db.sql("""
                        select exists (select from person
                                        where (role = 'FACILITATOR' and left_on is null
                                               or lower(email) = lower(:email)) and gone_at is null)""").param("email", email.strip()).query(Boolean.class).single()) return;
        // A predecessor's row may still hold the plain name.
        insert(new PersonRow(
                People.freeAccount(db, "animateur", true),
                settings.facilitatorName(),
                "",
                email.strip(),
                "FACILITATOR",
                null));
        log.info("Created the first facilitator");
    }

    private void insert(PersonRow person) {
        String email = person.email() == null ? person.account() + "@example.org" : person.email();
        db.sql("""
                insert into person (account, name, title, email, role, dla)
                values (:account, :name, :title, :email, :role, :dla)
                    on conflict (account) do nothing""")
                .param("account", person.account())
                .param("name", person.name())
                .param("title", person.title())
                .param("email", email)
                .param("role", person.role())
                .param("dla", person.dla())
                .update();
    }
}
