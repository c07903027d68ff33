package org.maillage.tenders;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Questions on a call, from nobody in particular, and their answers, to everyone at once. */
@Service
class Enquiring {
    static final int LONGEST_QUESTION = 2_000;
    static final int LONGEST_ANSWER = 5_000;
    static final int LONGEST_REASON = 500;
    /** More than this waiting on one call is no longer a conversation. */
    private static final int MOST_WAITING = 200;

    private final Tenders tenders;
    private final Enquiries enquiries;
    private final TenderCatalogue catalogue;
    private final QuestionNews news;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Enquiring(
            Tenders tenders,
            Enquiries enquiries,
            TenderCatalogue catalogue,
            QuestionNews news,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tenders = tenders;
        this.enquiries = enquiries;
        this.catalogue = catalogue;
        this.news = news;
        this.events = events;
        this.clock = clock;
    }

    /** @throws Refused when the call takes no question any more, or the text is empty or too long */
    @Transactional
    void ask(Reference reference, String typed) {
        PublicTender call = catalogue.find(reference).orElseThrow(() -> new NotFound(reference));
        if (!call.takesQuestions()) throw new Refused("", "enquiries.late");
        String question = CleanText.of(typed.replace("\r\n", "\n")).strip();
        if (question.length() < 10) throw new Refused("question", "enquiries.empty");
        if (question.length() > LONGEST_QUESTION) throw new Refused("question", "enquiries.long", LONGEST_QUESTION);
        UUID tender = call.tender().id();
        if (enquiries.waiting(tender) >= MOST_WAITING) throw new Refused("", "enquiries.full");
        news.asked(call.tender(), enquiries.ask(tender, question, clock.instant()));
    }

    /** @throws NotFound when it is no published call of {@code by}'s DLA */
    Tender mine(Reference reference, Member by) {
        return tenders.find(reference).filter(t -> by.runs(t.dla())).orElseThrow(() -> new NotFound(reference));
    }

    List<Enquiry> of(Tender tender) {
        return enquiries.of(tender.id());
    }

    /**
     * Keeps an answer, as a draft or ready to leave with the next batch.
     *
     * @param rephrased empty to publish the question as it was asked
     */
    @Transactional
    void answer(Reference reference, UUID id, int seen, String rephrased, String answer, boolean ready, Member by) {
        Enquiry enquiry = open(reference, id, by);
        String said = CleanText.of(answer.replace("\r\n", "\n")).strip();
        String put = CleanText.of(rephrased.replace("\r\n", "\n")).strip();
        if (ready && said.isEmpty()) throw new Refused("answer-" + id, "enquiries.answer.empty");
        if (said.length() > LONGEST_ANSWER) throw new Refused("answer-" + id, "enquiries.long", LONGEST_ANSWER);
        if (put.length() > LONGEST_QUESTION) throw new Refused("rephrased-" + id, "enquiries.long", LONGEST_QUESTION);
        enquiries.save(new Enquiry(id, enquiry.askedAt(), enquiry.question(), put, said, ready, "", null, seen));
        if (ready) news.dealtWith(id);
    }

    /** Leaves a question without a published answer, and says why to the colleagues. */
    @Transactional
    void discard(Reference reference, UUID id, int seen, String reason, Member by) {
        Enquiry enquiry = open(reference, id, by);
        String why = CleanText.line(reason);
        if (why.isEmpty()) throw new Refused("reason-" + id, "enquiries.reason.empty");
        if (why.length() > LONGEST_REASON) throw new Refused("reason-" + id, "enquiries.long", LONGEST_REASON);
        enquiries.save(new Enquiry(
                id,
                enquiry.askedAt(),
                enquiry.question(),
                enquiry.rephrased(),
                enquiry.answer(),
                false,
                why,
                null,
                seen));
        news.dealtWith(id);
    }

    /**
     * Publishes all answers that are ready, together: one batch, one event.
     *
     * @throws Refused when none is ready or the call is closed
     */
    @Transactional
    int publish(Reference reference, Member by) {
        Tender tender = mine(reference, by);
        if (tender.state() != TenderState.PUBLISHED) throw new Refused("", "enquiries.closed");
        int batch = enquiries.publishReady(tender.id(), clock.instant());
        if (batch == 0) throw new Refused("", "enquiries.none.ready");
        events.publishEvent(new EnquiriesAnswered(reference, batch));
        return batch;
    }

    private Enquiry open(Reference reference, UUID id, Member by) {
        Tender tender = mine(reference, by);
        return enquiries.find(tender.id(), id).filter(e -> !e.published()).orElseThrow(() -> new NotFound("enquiry"));
    }
}
