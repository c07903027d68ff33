package org.maillage.demonstration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.maillage.platform.Demonstration;
import org.maillage.platform.Paris;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The only officer of the Aube will be away for two weeks; the only officer of the Marne has agreed to stand in. */
@Component
@Demonstration
@Order(2)
class AbsencesChapter implements Chapter {
    private static final int WEEKS_AHEAD = 3;
    private final JdbcClient db;

    AbsencesChapter(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String table() {
        return "stand_in";
    }

    @Override
    public void write(Instant now) {
        LocalDate first = now.atZone(Paris.ZONE).toLocalDate().plusWeeks(WEEKS_AHEAD);
        UUID id = UUID.randomUUID();
        db.sql("""
                insert into stand_in (id, dla, absent, substitute, first_day, last_day, asked_at)
                select :id, a.dla, a.id, b.id, :first, :last, :now
                  from person a, person b
                 where a.account = 'aube-1' and b.account = 'marne-1'""")
                .param("id", id)
                .param("first", first)
                .param("last", first.plusDays(13))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        db.sql("update stand_in set state = 'CONSENTED' where id = :id")
                .param("id", id)
                .update();
    }
}
