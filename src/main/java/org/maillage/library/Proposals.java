package org.maillage.library;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Proposals in PostgreSQL. Callers own the transaction. */
@Repository
class Proposals {
    private static final String PROPOSAL = """
            select p.id, p.variant, p.common, v.dla, v.title, p.variant_version, p.base, p.at, p.message, p.state, p.answer,
                   p.decided_at
              from tool_proposal p join tool v on v.id = p.variant
            """;
    private final JdbcClient db;

    Proposals(JdbcClient db) {
        this.db = db;
    }

    Optional<Proposal> find(UUID id) {
        return db.sql(PROPOSAL + " where p.id = :id")
                .param("id", id)
                .query(Proposals::proposal)
                .optional();
    }

    /** Those that wait for an answer, the oldest first; to a common tool, or of a variant. */
    List<Proposal> open(UUID tool) {
        return db.sql(PROPOSAL
                        + " where p.state = 'OPEN' and (p.common = :tool or p.variant = :tool) order by p.at, p.id")
                .param("tool", tool)
                .query(Proposals::proposal)
                .list();
    }

    /** The last that a variant made, answered or not. */
    Optional<Proposal> last(UUID variant) {
        return db.sql(PROPOSAL + " where p.variant = :variant order by p.at desc, p.id limit 1")
                .param("variant", variant)
                .query(Proposals::proposal)
                .optional();
    }

    /** False when one of this variant already waits. */
    boolean add(UUID id, Tool variant, String message, Instant now) {
        return db.sql("""
                        insert into tool_proposal (id, variant, common, variant_version, base, at, message)
                        values (:id, :variant, :common, :version, :base, :now, :message)
                        on conflict do nothing""")
                        .param("id", id)
                        .param("variant", variant.id())
                        .param("common", variant.commonId())
                        .param("version", variant.version())
                        .param("base", variant.baseVersion())
                        .param("now", now.atOffset(UTC))
                        .param("message", message)
                        .update()
                > 0;
    }

    /** False when somebody has answered meanwhile. */
    boolean answer(UUID id, Proposal.State state, String answer, Instant now) {
        return db.sql("""
                        update tool_proposal set state = :state, answer = :answer, decided_at = :now
                         where id = :id and state = 'OPEN'""")
                        .param("id", id)
                        .param("state", state.name())
                        .param("answer", answer)
                        .param("now", now.atOffset(UTC))
                        .update()
                > 0;
    }

    private static Proposal proposal(ResultSet row, int n) throws SQLException {
        @Nullable OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Proposal(
                row.getObject("id", UUID.class),
                row.getObject("variant", UUID.class),
                row.getObject("common", UUID.class),
                new DlaId(row.getString("dla")),
                row.getString("title"),
                row.getInt("variant_version"),
                row.getInt("base"),
                Tools.instant(row, "at"),
                row.getString("message"),
                Proposal.State.valueOf(row.getString("state")),
                row.getString("answer"),
                decided == null ? null : decided.toInstant());
    }
}
