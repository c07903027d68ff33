package org.maillage.tenders;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.maillage.files.Files;
import org.maillage.files.StoredFile;
import org.maillage.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which files are attached to which call. Callers own the transaction; the files themselves stand in {@link Files}. */
@Repository
class TenderDocuments {
    static final int MOST = 20;
    private final JdbcClient db;
    private final Files files;
    private final Clock clock;

    TenderDocuments(JdbcClient db, Files files, Clock clock) {
        this.db = db;
        this.files = files;
        this.clock = clock;
    }

    private record Row(UUID id, UUID file, int amendment, OffsetDateTime addedAt) {}

    /** The documents of a call, in the order in which they were added. */
    List<TenderDocument> of(UUID tender) {
        List<Row> rows = db.sql("""
                        select id, file, amendment, added_at from tender_document
                         where tender = :tender order by added_at, id""")
                .param("tender", tender)
                .query((row, n) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getObject("file", UUID.class),
                        row.getInt("amendment"),
                        row.getObject("added_at", OffsetDateTime.class)))
                .list();
        var stored = files.find(rows.stream().map(Row::file).toList());
        return rows.stream()
                .map(row -> new TenderDocument(
                        row.id(),
                        Objects.requireNonNull(stored.get(row.file())),
                        row.amendment(),
                        row.addedAt().toInstant()))
                .toList();
    }

    /** A document of a published call, for anyone. */
    Optional<StoredFile> published(Reference reference, UUID document) {
        return db.sql("""
                        select d.file from tender_document d join tender t on t.id = d.tender
                         where d.id = :document and t.reference = :reference""")
                .param("document", document)
                .param("reference", reference.text())
                .query(UUID.class)
                .optional()
                .flatMap(files::find);
    }

    /**
     * Attaches a stored file.
     *
     * @param amendment 0 for a draft; for a published call the number of the amendment that brings it, which must be
     *     written before and counted on the call after
     * @throws Refused when the call has as many as it may have
     */
    void add(UUID tender, StoredFile file, int amendment) {
        int count = db.sql("select count(*) from tender_document where tender = :tender")
                .param("tender", tender)
                .query(Integer.class)
                .single();
        if (count >= MOST) throw new Refused("documents", "calls.documents.most", MOST);
        insert(tender, file.id(), amendment, clock.instant());
    }

    /** Attaches to a draft what is attached to another call: the same contents, as files of its own. */
    void copy(UUID from, UUID draft) {
        Instant now = clock.instant();
        int turn = 0;
        for (TenderDocument document : of(from)) // the order of a list is that of its times
        insert(draft, files.again(document.file()).id(), 0, now.plus(turn++, ChronoUnit.MICROS));
    }

    private void insert(UUID tender, UUID file, int amendment, Instant at) {
        db.sql("""
                        insert into tender_document (id, tender, file, amendment, added_at)
                        values (:id, :tender, :file, :amendment, :now)""")
                .param("id", UUID.randomUUID())
                .param("tender", tender)
                .param("file", file)
                .param("amendment", amendment)
                .param("now", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Takes a document off a draft; the database takes its file along, and refuses when the call is published. */
    boolean remove(UUID tender, UUID document) {
        return db.sql("delete from tender_document where id = :document and tender = :tender")
                        .param("document", document)
                        .param("tender", tender)
                        .update()
                > 0;
    }
}
