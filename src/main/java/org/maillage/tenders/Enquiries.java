package org.maillage.tenders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.StaleVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Questions and answers in PostgreSQL. Callers own the transaction. */
@Repository
class Enquiries {
    private final JdbcClient db;

    Enquiries(JdbcClient db) {
        this.db = db;
    }

    private record Row(int batch, OffsetDateTime publishedAt, String question, String answer) {}

    /** What the public sees: batches, the first first. */
    List<AnsweredEnquiries> answered(UUID tender) {
        var batches = new TreeMap<Integer, List<Row>>();
        db.sql("""
                        select b.number batch, b.published_at, e.question, e.answer
                          from tender_enquiry_batch b
                          join tender_enquiry e on e.tender = b.tender and e.batch = b.number
                         where b.tender = :tender
                         order by b.number, e.asked_at, e.id""")
                .param("tender", tender)
                .query((row, n) -> new Row(
                        row.getInt("batch"),
                        row.getObject("published_at", OffsetDateTime.class),
                        row.getString("question"),
                        row.getString("answer")))
                .list()
                .forEach(row -> batches.computeIfAbsent(row.batch(), n -> new java.util.ArrayList<>())
                        .add(row));
        return batches.entrySet().stream()
                .map(b -> new AnsweredEnquiries(
                        b.getKey(),
                        b.getValue().getFirst().publishedAt().toInstant(),
                        b.getValue().stream()
                                .map(r -> new AnsweredEnquiries.Answered(r.question(), r.answer()))
                                .toList()))
                .toList();
    }

    /** Every question on a call, the first first: for its officers. */
    List<Enquiry> of(UUID tender) {
        return db.sql("select * from tender_enquiry where tender = :tender order by asked_at, id")
                .param("tender", tender)
                .query(Enquiries::enquiry)
                .list();
    }

    Optional<Enquiry> find(UUID tender, UUID id) {
        return db.sql("select * from tender_enquiry where tender = :tender and id = :id")
                .param("tender", tender)
                .param("id", id)
                .query(Enquiries::enquiry)
                .optional();
    }

    /** Questions that wait for an answer. */
    int waiting(UUID tender) {
        return db.sql("select count(*) from tender_enquiry where tender = :tender and batch is null and discarded = ''")
                .param("tender", tender)
                .query(Integer.class)
                .single();
    }

    /** @return the question's identifier */
    UUID ask(UUID tender, String question, Instant now) {
        UUID id = UUID.randomUUID();
        db.sql("insert into tender_enquiry (id, tender, asked_at, question) values (:id, :tender, :now, :question)")
                .param("id", id)
                .param("tender", tender)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("question", question)
                .update();
        return id;
    }

    /** @throws StaleVersion when a colleague saved or published since it was read */
    void save(Enquiry enquiry) {
        int written = db.sql("""
                        update tender_enquiry
                           set rephrased = :rephrased, answer = :answer, ready = :ready, discarded = :discarded,
                               version = version + 1
                         where id = :id and version = :version and batch is null""")
                .param("rephrased", enquiry.rephrased())
                .param("answer", enquiry.answer())
                .param("ready", enquiry.ready())
                .param("discarded", enquiry.discarded())
                .param("id", enquiry.id())
                .param("version", enquiry.version())
                .update();
        if (written == 0) throw new StaleVersion(enquiry.id());
    }

    /**
     * Publishes all that is ready as one batch; the wording as asked is forgotten where it was put otherwise.
     *
     * @return the batch's number; 0 when nothing is ready
     */
    int publishReady(UUID tender, Instant now) {
        // One publication at a time on a call: a second one finds nothing ready. The call's lists change with it.
        db.sql("update tender set updated_at = :now where id = :tender")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("tender", tender)
                .update();
        int batch = db.sql("""
                        insert into tender_enquiry_batch (tender, number, published_at)
                        select :tender, 1 + coalesce((select max(number) from tender_enquiry_batch where tender = :tender), 0), :now
                         where exists (select from tender_enquiry where tender = :tender and ready and batch is null)
                        returning number""")
                .param("tender", tender)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .optional()
                .orElse(0);
        if (batch > 0) db.sql("""
                            update tender_enquiry
                               set batch = :batch, question = coalesce(nullif(trim(rephrased), ''), question), rephrased = '',
                                   version = version + 1
                             where tender = :tender and ready and batch is null""").param("tender", tender).param("batch", batch).update();
        return batch;
    }

    private static Enquiry enquiry(ResultSet row, int n) throws SQLException {
        @Nullable Integer batch = row.getObject("batch", Integer.class);
        return new Enquiry(
                row.getObject("id", UUID.class),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("question"),
                row.getString("rephrased"),
                row.getString("answer"),
                row.getBoolean("ready"),
                row.getString("discarded"),
                batch,
                row.getInt("version"));
    }
}
