package org.maillage.demonstration;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

    CallRows(JdbcClient db) {
        this.db = db;
    }

    /** Stories in order of publication: references follow from it. */
    void write(List<Story> stories) {
        for (Story story : stories) {
            draft(story);
            Instant published = story.publishedAt();
            if (published == null) continue;
            db.sql("""
                    update tender set state = 'PUBLISHED', published_at = :at, updated_at = :at, version = version + 1
                     where id = :id""")
                    .param("id", story.id())
                    .param("at", Timestamp.from(published))
                    .update();
            amend(story, published);
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
                .param("criteria", JsonMapper.shared().writeValueAsString(story.criteria()))
                .param("questions", Timestamp.from(story.questionsUntil()))
                .param("closes", Timestamp.from(story.closesAt()))
                .update();
    }

    /** An amendment that gives one more day to the days of the assignment: a change that shows. */
    private void amend(Story story, Instant published) {
        String summary = story.amendment();
        if (summary == null) return;
        Instant at = published.plusSeconds(3 * 86_400L);
        if (!at.isBefore(story.questionsUntil())) return;
        var days = story.days();
        var more = days.add(java.math.BigDecimal.ONE);
        db.sql("""
                insert into tender_amendment (tender, number, published_at, summary, changes)
                values (:id, 1, :at, :summary, cast(:changes as jsonb))""")
                .param("id", story.id())
                .param("at", Timestamp.from(at))
                .param("summary", summary)
                .param(
                        "changes",
                        JsonMapper.shared()
                                .writeValueAsString(List.of(Map.of(
                                        "field",
                                        "days",
                                        "before",
                                        days.toPlainString(),
                                        "after",
                                        more.toPlainString()))))
                .update();
        db.sql("""
                update tender set days = :days, amendments = 1, updated_at = :at, version = version + 1 where id = :id""")
                .param("id", story.id())
                .param("days", more)
                .param("at", Timestamp.from(at))
                .update();
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
                .param("at", Timestamp.from(Objects.requireNonNull(at)))
                .param("concluded", concludedAt == null ? null : Timestamp.from(concludedAt))
                .param("providers", awarded ? new String[] {story.outcome()} : new String[0])
                .param("amount", awarded ? story.budget().multiply(new java.math.BigDecimal("0.96")) : null)
                .param("reason", awarded || state.equals("CLOSED") ? "" : story.outcome())
                .update();
    }
}
