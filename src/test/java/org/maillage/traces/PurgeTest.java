package org.maillage.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.testing.MaillageTest;
import org.maillage.traces.Trace.AnonymisedAfter;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.Trace.Retention;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The register's promises are kept, on a table of the test's own. */
@MaillageTest
class PurgeTest {
    private static final Instant NOW = Instant.parse("2026-11-24T03:30:00Z");

    @Autowired
    JdbcClient db;

    @BeforeEach
    void aTableWithOneRowAMonth() {
        db.sql("create schema purge_test").update();
        db.sql("create table purge_test.letter (at timestamptz primary key, address text)")
                .update();
        db.sql("""
                insert into purge_test.letter
                select at, 'someone@example.org'
                  from generate_series(timestamptz '2026-01-24 03:30Z', timestamptz '2026-11-24 03:30Z', interval '1 month') at""").update();
    }

    @AfterEach
    void dropIt() {
        db.sql("drop schema purge_test cascade").update();
    }

    @Test
    void what_has_had_its_time_is_deleted_and_nothing_younger() {
        var purge = purge(new DeletedAfter(Period.ofMonths(3), "at < :limit"));
        purge.run();
        assertThat(count("true")).as("August to November").isEqualTo(4);
        purge.run();
        assertThat(count("true")).as("the same night again").isEqualTo(4);
    }

    @Test
    void what_is_anonymised_keeps_its_rows_and_loses_its_people() {
        var purge =
                purge(new AnonymisedAfter(Period.ofMonths(3), "address = null", "at < :limit and address is not null"));
        purge.run();
        assertThat(count("true")).isEqualTo(11);
        assertThat(count("address is null")).isEqualTo(7);
        purge.run();
        assertThat(count("address is null")).isEqualTo(7);
    }

    @Test
    void what_is_used_stays() {
        purge(new AsLongAsUsed()).run();
        assertThat(count("true")).isEqualTo(11);
    }

    @Test
    void a_failing_table_costs_no_other_its_turn() {
        var broken = new Trace("purge_test.absent", false, LegalGround.NONE, new DeletedAfter(Period.ZERO, "true"));
        var sound = trace(new DeletedAfter(Period.ofMonths(3), "at < :limit"));
        new Purge(List.of(() -> List.of(broken, sound)), db, Clock.fixed(NOW, ZoneOffset.UTC)).run();
        assertThat(count("true")).isEqualTo(4);
    }

    private Purge purge(Retention retention) {
        return new Purge(List.of(() -> List.of(trace(retention))), db, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Trace trace(Retention retention) {
        return new Trace("purge_test.letter", true, LegalGround.CONSENT, retention);
    }

    private int count(String condition) {
        return db.sql("select count(*) from purge_test.letter where " + condition)
                .query(Integer.class)
                .single();
    }
}
