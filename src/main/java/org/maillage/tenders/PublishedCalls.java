package org.maillage.tenders;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.maillage.files.Files;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Published calls by the page, whole, for machines that read them all: a fixed number of statements a page. */
@Repository
public class PublishedCalls {
    private static final TypeReference<List<Amendment.Change>> CHANGES = new TypeReference<>() {};
    private final JdbcClient db;
    private final JsonMapper json;
    private final Tenders tenders;
    private final Files files;
    private final Network network;
    private final Clock clock;

    PublishedCalls(JdbcClient db, JsonMapper json, Tenders tenders, Files files, Network network, Clock clock) {
        this.db = db;
        this.json = json;
        this.tenders = tenders;
        this.files = files;
        this.network = network;
        this.clock = clock;
    }

    private record OfTender<T>(UUID tender, T what) {}

    private record Attached(UUID id, UUID file, int amendment, OffsetDateTime addedAt) {}

    /** Calls in order of publication, so that a page once full does not change its calls; without their enquiries. */
    public List<PublicTender> page(int number, int size) {
        List<Tender> rows = db.sql("""
                        select * from tender where published_at is not null
                         order by published_at, reference limit :size offset :offset""")
                .param("size", size)
                .param("offset", Math.multiplyExact(number - 1, size))
                .query(tenders::tender)
                .list();
        if (rows.isEmpty()) return List.of();
        List<UUID> ids = rows.stream().map(Tender::id).toList();
        Map<UUID, List<Amendment>> amendments = grouped(amendments(ids));
        Map<UUID, List<TenderDocument>> documents = grouped(documents(ids));
        Map<String, Dla> dlas =
                network.dlas().stream().collect(Collectors.toMap(d -> d.id().slug(), Function.identity()));
        var departments = network.departments();
        return rows.stream()
                .map(t -> new PublicTender(
                        t,
                        Objects.requireNonNull(dlas.get(t.dla().slug())),
                        departments,
                        amendments.getOrDefault(t.id(), List.of()),
                        documents.getOrDefault(t.id(), List.of()),
                        List.of(),
                        clock.instant()))
                .toList();
    }

    private List<OfTender<Amendment>> amendments(List<UUID> ids) {
        return db.sql("select * from tender_amendment where tender in (:ids) order by tender, number")
                .param("ids", ids)
                .query((row, n) -> new OfTender<>(
                        row.getObject("tender", UUID.class),
                        new Amendment(
                                row.getInt("number"),
                                row.getObject("published_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("summary"),
                                json.readValue(row.getString("changes"), CHANGES))))
                .list();
    }

    private List<OfTender<TenderDocument>> documents(List<UUID> ids) {
        List<OfTender<Attached>> rows = db.sql(
                        "select * from tender_document where tender in (:ids) order by tender, added_at, id")
                .param("ids", ids)
                .query((row, n) -> new OfTender<>(
                        row.getObject("tender", UUID.class),
                        new Attached(
                                row.getObject("id", UUID.class),
                                row.getObject("file", UUID.class),
                                row.getInt("amendment"),
                                row.getObject("added_at", OffsetDateTime.class))))
                .list();
        var stored = files.find(rows.stream().map(r -> r.what().file()).toList());
        return rows.stream()
                .map(r -> new OfTender<>(
                        r.tender(),
                        new TenderDocument(
                                r.what().id(),
                                Objects.requireNonNull(stored.get(r.what().file())),
                                r.what().amendment(),
                                r.what().addedAt().toInstant())))
                .toList();
    }

    private static <T> Map<UUID, List<T>> grouped(List<OfTender<T>> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        OfTender::tender, Collectors.mapping(OfTender::what, Collectors.toList())));
    }
}
