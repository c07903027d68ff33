package org.maillage.tenders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.maillage.kernel.DlaId;
import org.maillage.network.OpenCalls;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells the pages of the network which calls are open. */
@Repository
class TenderOpenCalls implements OpenCalls {
    private static final String OPEN =
            "select title, reference, dla, closes_at from tender where state = 'PUBLISHED' and closes_at > :now";
    private final JdbcClient db;
    private final Clock clock;

    TenderOpenCalls(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<Call> of(DlaId dla) {
        return open(" and dla = :dla order by closes_at, reference")
                .param("dla", dla.slug())
                .query(TenderOpenCalls::call)
                .list();
    }

    @Override
    public List<Call> latest(int most) {
        return open(" order by published_at desc, reference limit :most")
                .param("most", most)
                .query(TenderOpenCalls::call)
                .list();
    }

    private JdbcClient.StatementSpec open(String rest) {
        return db.sql(OPEN + rest).param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static Call call(ResultSet row, int n) throws SQLException {
        return new Call(
                row.getString("title"),
                new Reference(row.getString("reference")).path(),
                new DlaId(row.getString("dla")),
                row.getObject("closes_at", OffsetDateTime.class).toInstant());
    }
}
