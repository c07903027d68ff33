package org.maillage.network;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.StaleVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Absences and who stands in, in PostgreSQL. Callers own the transaction. */
@Repository
public class Absences {
    private static final String ABSENCE = """
            select s.*, d.name dla_name, a.name absent_name, b.name substitute_name
              from stand_in s
              join dla d on d.id = s.dla
              join person a on a.id = s.absent
              join person b on b.id = s.substitute
            """;
    private final JdbcClient db;

    Absences(JdbcClient db) {
        this.db = db;
    }

    public Optional<Absence> find(UUID id) {
        return db.sql(ABSENCE + " where s.id = :id")
                .param("id", id)
                .query(Absences::absence)
                .optional();
    }

    /** What concerns one person and is not over on {@code today}, the nearest first. */
    public List<Absence> of(UUID person, LocalDate today) {
        return db.sql(
                        ABSENCE
                                + " where (s.absent = :person or s.substitute = :person) and s.last_day >= :today order by s.first_day, s.id")
                .param("person", person)
                .param("today", today)
                .query(Absences::absence)
                .list();
    }

    /** Every absence that holds its days and is not over on {@code today}, the nearest first. */
    public List<Absence> live(LocalDate today) {
        return db.sql(ABSENCE + """
                         where s.state in ('ASKED', 'CONSENTED') and s.last_day >= :today
                         order by s.first_day, s.id""")
                .param("today", today)
                .query(Absences::absence)
                .list();
    }

    /** Keeps two people, and the absences between them, from changing until the transaction ends. */
    public void hold(UUID one, UUID other) {
        db.sql("select id from person where id in (:one, :other) order by id for no key update")
                .param("one", one)
                .param("other", other)
                .query(UUID.class)
                .list();
    }

    public void ask(UUID id, DlaId dla, UUID absent, UUID substitute, LocalDate first, LocalDate last, Instant now) {
        db.sql("""
                insert into stand_in (id, dla, absent, substitute, first_day, last_day, asked_at)
                values (:id, :dla, :absent, :substitute, :first, :last, :now)""")
                .param("id", id)
                .param("dla", dla.slug())
                .param("absent", absent)
                .param("substitute", substitute)
                .param("first", first)
                .param("last", last)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @throws StaleVersion when it is no longer in the state in which it was read */
    public void move(Absence absence, StandInState to) {
        int moved = db.sql("update stand_in set state = :to where id = :id and state = :from")
                .param("to", absence.state().to(to).name())
                .param("id", absence.id())
                .param("from", absence.state().name())
                .update();
        if (moved == 0) throw new StaleVersion(absence.id());
    }

    private static Absence absence(ResultSet row, int n) throws SQLException {
        return new Absence(
                row.getObject("id", UUID.class),
                new DlaId(row.getString("dla")),
                row.getString("dla_name"),
                row.getObject("absent", UUID.class),
                row.getString("absent_name"),
                row.getObject("substitute", UUID.class),
                row.getString("substitute_name"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                StandInState.valueOf(row.getString("state")));
    }
}
