package org.maillage.traces;

import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.maillage.traces.Trace.AnonymisedAfter;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.WithParent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the register's promises: deletes or anonymises what has had its time. Running it twice does nothing more. */
@Component
public class Purge {
    private static final Logger log = LoggerFactory.getLogger(Purge.class);
    private final List<TraceDeclaration> declarations;
    private final JdbcClient db;
    private final Clock clock;

    Purge(List<TraceDeclaration> declarations, JdbcClient db, Clock clock) {
        this.declarations = declarations;
        this.db = db;
        this.clock = clock;
    }

    /** Runs through the register; each table is its own transaction, so that a failure loses no other table's turn. */
    public void run() {
        for (TraceDeclaration declaration : declarations)
            for (Trace trace : declaration.traces()) {
                try {
                    int rows = purge(trace);
                    if (rows > 0) log.info("Purged {} rows of {}", rows, trace.table());
                } catch (RuntimeException e) {
                    log.error("Purge of {} failed; it is tried again tomorrow", trace.table(), e);
                }
            }
    }

    private int purge(Trace trace) {
        return switch (trace.retention()) {
            case AsLongAsUsed used -> 0;
            case WithParent child -> 0;
            case DeletedAfter(Period after, String when) ->
                run("delete from " + trace.table() + " where " + when, after);
            case AnonymisedAfter(Period after, String set, String when) ->
                run("update " + trace.table() + " set " + set + " where " + when, after);
        };
    }

    private int run(String sql, Period after) {
        var limit = clock.instant().atOffset(ZoneOffset.UTC).minus(after);
        var statement = db.sql(sql);
        return (sql.contains(":limit") ? statement.param("limit", limit) : statement).update();
    }
}
