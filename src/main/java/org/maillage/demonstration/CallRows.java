package org.maillage.demonstration;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.files.Files;
import org.maillage.platform.Demonstration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes stories as rows. Every call goes through the moves that a real one makes, so that the database's own rules
 * check the demonstration as they check an officer.
 */
@Component
@Demonstration
class CallRows {
    private final JdbcClient db;
    private final Files files;
    private final JsonMapper json;
    private final Random random = new Random(2006);

    CallRows(JdbcClient db, Files files, JsonMapper json) {
        this.db = db;
        this.files = files;
        this.json = json;
    }

    /**
     * @param stories in order of publication: references follow from it
     * @param specifications the PDF of some of them, by call
     */
    void write(List<Story> stories, Map<UUID, byte[]> specifications) {
        for (Story story : stories) {
            draft(story);
            byte[] pdf = specifications.get(story.id());
            if (pdf != null) attach(story, pdf);
            Instant published = story.publishedAt();
            if (published == null) continue;
            publish(story, published);
            amend(story, published);
            exchange(story, published);
            if (!story.state().equals("PUBLISHED") && !story.state().equals("CANCELLED"))
                move(story, "CLOSED", story.closesAt(), null);
            if (story.concludedAt() != null) move(story, story.state(), story.concludedAt(), story.concludedAt());
        }
    }

    private void draft(Story story) {
        db.sql("""
                insert into tender (id, dla, created_at, updated_at, kind, title, beneficiary_named, beneficiary, departments,
                       domains, context, objectives, deliverables, how_to_answer, days, budget, starts_on, ends_on, criteria,
                       questions_until, closes_at, contact_name, contact_email, contact_phone)
                select :id, dla.id, :created, :created, :kind, :title, :named, :beneficiary, array[:department],
                       cast(:domains as text[]), :context, :objectives, :deliverables, :howToAnswer, :days, :budget, :starts,
                       :ends, cast(:criteria as jsonb), :questions, :closes,
                       (select name from person where person.dla = dla.id order by account limit 1), dla.email, dla.phone
                  from dla
                 where dla.id = :dla""")
                .param("id", story.id())
                .param("dla", story.dla())
                .param("created", Timestamp.from(story.createdAt()))
                .param("kind", story.kind())
                .param("title", story.title())
                .param("named", story.named())
                .param("beneficiary", story.beneficiary())
                .param("department", story.department())
                .param("domains", story.domains().toArray(String[]::new))
                .param("context", story.context())
                .param("objectives", story.objectives())
                .param("deliverables", story.deliverables())
                .param("howToAnswer", story.howToAnswer())
                .param("days", story.days())
                .param("budget", story.budget())
                .param("starts", story.startsOn())
                .param("ends", story.endsOn())
                .param("criteria", json.writeValueAsString(story.criteria()))
                .param("questions", Timestamp.from(story.questionsUntil()))
                .param("closes", Timestamp.from(story.closesAt()))
                .update();
    }

    private void attach(Story story, byte[] pdf) {
        var file = files.storeOwn("cahier-des-charges.pdf", pdf);
        db.sql("insert into tender_document (id, tender, file, added_at) values (:id, :tender, :file, :at)")
                .param("id", UUID.randomUUID())
                .param("tender", story.id())
                .param("file", file.id())
                .param("at", Timestamp.from(story.createdAt()))
                .update();
    }

    /** Publication, and the alerts that it made: their count and times are all that would remain of them today. */
    private void publish(Story story, Instant at) {
        db.sql("""
                update tender set state = 'PUBLISHED', published_at = :at, updated_at = :at, version = version + 1
                 where id = :id""").param("id", story.id()).param("at", Timestamp.from(at)).update();
        int alerted = 60 + random.nextInt(110);
        Instant first = at.plusMillis(180 + random.nextInt(300));
        db.sql("""
                insert into alert_occasion (tender, kind, at, alerted, at_once)
                select reference, 'PUBLICATION', :at, :alerted, :alerted from tender where id = :id""")
                .param("id", story.id())
                .param("at", Timestamp.from(at))
                .param("alerted", alerted)
                .update();
        db.sql("""
                insert into mail_letter (letter_key, kind, priority, bulk, created_at, past_recipients, past_sent,
                       past_first_at, past_last_at)
                select reference || '/PUBLICATION/fr', 'alert', 2, true, :at, :alerted, :alerted, :first, :last from tender where id = :id""")
                .param("id", story.id())
                .param("at", Timestamp.from(at))
                .param("alerted", alerted)
                .param("first", Timestamp.from(first))
                .param("last", Timestamp.from(first.plusMillis(200 + random.nextInt(900))))
                .update();
    }

    /** An amendment that gives one more day to the assignment: a change that shows. */
    private void amend(Story story, Instant published) {
        String summary = story.amendment();
        Instant at = published.plus(Duration.ofDays(3));
        if (summary == null || !at.isBefore(story.questionsUntil())) return;
        BigDecimal more = story.days().add(BigDecimal.ONE);
        var change = Map.of("field", "days", "before", story.days().toPlainString(), "after", more.toPlainString());
        db.sql("""
                insert into tender_amendment (tender, number, published_at, summary, changes)
                values (:id, 1, :at, :summary, cast(:changes as jsonb))""")
                .param("id", story.id())
                .param("at", Timestamp.from(at))
                .param("summary", summary)
                .param("changes", json.writeValueAsString(List.of(change)))
                .update();
        db.sql("update tender set days = :days, amendments = 1, updated_at = :at, version = version + 1 where id = :id")
                .param("id", story.id())
                .param("days", more)
                .param("at", Timestamp.from(at))
                .update();
    }

    private void exchange(Story story, Instant published) {
        Instant asked = published.plus(Duration.ofDays(2));
        if (story.exchanges().isEmpty() || !asked.isBefore(story.questionsUntil())) return;
        db.sql("insert into tender_enquiry_batch (tender, number, published_at) values (:id, 1, :at)")
                .param("id", story.id())
                .param("at", Timestamp.from(asked.plus(Duration.ofDays(1))))
                .update();
        for (Story.Exchange exchange : story.exchanges()) {
            UUID id = UUID.randomUUID();
            db.sql("""
                    insert into tender_enquiry (id, tender, asked_at, question, answer, ready)
                    values (:id, :tender, :at, :question, :answer, true)""")
                    .param("id", id)
                    .param("tender", story.id())
                    .param("at", Timestamp.from(asked))
                    .param("question", exchange.question())
                    .param("answer", exchange.answer())
                    .update();
            db.sql("update tender_enquiry set batch = 1 where id = :id")
                    .param("id", id)
                    .update();
        }
    }

    private void move(Story story, String state, Instant at, @Nullable Instant concludedAt) {
        boolean awarded = state.equals("AWARDED");
        db.sql("""
                update tender
                   set state = :state, updated_at = :at, concluded_at = :concluded, version = version + 1,
                       award_providers = cast(:providers as text[]), award_amount = :amount, outcome_reason = :reason
                 where id = :id""")
                .param("id", story.id())
                .param("state", state)
                .param("at", Timestamp.from(at))
                .param("concluded", concludedAt == null ? null : Timestamp.from(concludedAt))
                .param("providers", awarded ? new String[] {story.outcome()} : new String[0])
                .param("amount", awarded ? story.budget().multiply(new BigDecimal("0.96")) : null)
                .param("reason", awarded || state.equals("CLOSED") ? "" : story.outcome())
                .update();
    }
}
