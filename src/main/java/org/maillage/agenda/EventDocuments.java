package org.maillage.agenda;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.maillage.files.Files;
import org.maillage.files.StoredFile;
import org.maillage.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which files are attached to which date. Callers own the transaction; the files themselves stand in {@link Files}. */
@Repository
class EventDocuments {
    static final int MOST = 20;
    private final JdbcClient db;
    private final Files files;
    private final Clock clock;

    EventDocuments(JdbcClient db, Files files, Clock clock) {
        this.db = db;
        this.files = files;
        this.clock = clock;
    }

    private record Row(UUID id, UUID file) {}

    /** In the order in which they were added. */
    List<EventDocument> of(UUID date) {
        List<Row> rows = db.sql("select id, file from agenda_document where occurrence = :date order by added_at, id")
                .param("date", date)
                .query((row, n) -> new Row(row.getObject("id", UUID.class), row.getObject("file", UUID.class)))
                .list();
        var stored = files.find(rows.stream().map(Row::file).toList());
        return rows.stream()
                .map(row -> new EventDocument(row.id(), Objects.requireNonNull(stored.get(row.file()))))
                .toList();
    }

    /** @throws Refused when the date has as many as it may have */
    void add(UUID date, StoredFile file) {
        int there = db.sql("select count(*) from agenda_document where occurrence = :date")
                .param("date", date)
                .query(Integer.class)
                .single();
        if (there >= MOST) throw new Refused("documents", "agenda.documents.most", MOST);
        db.sql("insert into agenda_document (id, occurrence, file, added_at) values (:id, :date, :file, :now)")
                .param("id", UUID.randomUUID())
                .param("date", date)
                .param("file", file.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The database takes its file along. */
    boolean remove(UUID date, UUID document) {
        return db.sql("delete from agenda_document where id = :document and occurrence = :date")
                        .param("document", document)
                        .param("date", date)
                        .update()
                == 1;
    }
}
