package org.maillage.tenders;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.maillage.files.Files;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.kernel.Violations;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** Attaches documents: freely to a draft, by an amendment to a published call. */
@Service
class Documenting {
    static final String FIELD = "documents";
    private final Tenders tenders;
    private final TenderDocuments documents;
    private final Files files;
    private final Amending amending;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Documenting(
            Tenders tenders,
            TenderDocuments documents,
            Files files,
            Amending amending,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenders = tenders;
        this.documents = documents;
        this.files = files;
        this.amending = amending;
        this.events = events;
        this.clock = clock;
    }

    /** @throws NotFound when it is no draft of {@code by}'s DLA */
    Tender draft(UUID id, Member by) {
        return tenders.find(id).filter(t -> t.draft() && by.runs(t.dla())).orElseThrow(() -> new NotFound("draft"));
    }

    List<TenderDocument> of(Tender tender) {
        return documents.of(tender.id());
    }

    /** @throws Refused when the file may not be attached */
    @Transactional
    void attach(UUID draft, MultipartFile file, Member by) {
        add(draft(draft, by), file, 0);
    }

    /** Takes a document off a draft. */
    @Transactional
    void remove(UUID draft, UUID document, Member by) {
        if (!documents.remove(draft(draft, by).id(), document)) throw new NotFound("document");
    }

    /** The deadline that an amendment published now would leave. */
    Instant deadlineAfter(Tender tender) {
        return amending.enough(Objects.requireNonNull(tender.terms().closesAt()), clock.instant());
    }

    /**
     * Adds documents to a published call by an amendment, all or none; late ones move the deadline as any amendment does.
     *
     * @param told the deadline that {@code by} was told of
     * @throws StaleVersion when the call changed since, or the deadline would now be another
     */
    @Transactional
    void amend(Reference reference, int seen, List<MultipartFile> added, String summary, Instant told, Member by) {
        Tender tender = amending.mine(reference, by);
        if (tender.version() != seen) throw new StaleVersion(reference);
        Instant now = clock.instant();
        Instant closes = Objects.requireNonNull(tender.terms().closesAt());
        if (tender.state() != TenderState.PUBLISHED || !closes.isAfter(now))
            throw new Refused("", "tenders.amend.closed");
        var chosen = added.stream().filter(Documenting::chosen).toList();
        new Violations()
                .require(!chosen.isEmpty(), FIELD, "calls.documents.none")
                .require(!summary.isBlank(), "summary", "calls.documents.summary")
                .require(summary.length() <= Amending.MOST_SUMMARY, "summary", "enquiries.long", Amending.MOST_SUMMARY)
                .throwIfAny();
        Instant moved = deadlineAfter(tender);
        if (moved.getEpochSecond() / 60 != told.getEpochSecond() / 60) throw new StaleVersion(reference);
        Terms terms = tender.terms().until(tender.terms().questionsUntil(), moved);
        var was = TermsForm.of(tender.terms());
        var will = TermsForm.of(terms);
        var changes = new ArrayList<Amendment.Change>();
        changes.add(new Amendment.Change(
                FIELD, "", chosen.stream().map(Documenting::name).collect(Collectors.joining("\n"))));
        was.differences(will).forEach(f -> changes.add(new Amendment.Change(f.form(), was.get(f), will.get(f))));
        int number = tender.life().amendments() + 1;
        tenders.add(tender.id(), new Amendment(number, now, summary.strip(), changes));
        chosen.forEach(file -> add(tender, file, number)); // between the amendment and the call that counts it: V060
        tenders.save(tender.amended(terms), now);
        events.publishEvent(new TenderAmended(reference, number));
    }

    static boolean chosen(MultipartFile file) {
        return !file.isEmpty() || !name(file).isEmpty();
    }

    private void add(Tender tender, MultipartFile file, int amendment) {
        try (InputStream content = file.getInputStream()) {
            documents.add(tender.id(), files.store(FIELD, name(file), content, Files.SMALL), amendment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(MultipartFile file) {
        return CleanText.line(Objects.requireNonNullElse(file.getOriginalFilename(), ""));
    }
}
