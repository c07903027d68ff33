package org.maillage.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;
import org.maillage.kernel.EmailAddress;
import org.maillage.tenders.Kind;
import org.maillage.tenders.Reference;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls and subscribers for tests, made where the platform makes them: in the database. */
@TestComponent
public class AlertStories {
    private final JdbcClient db;
    private final Subscriptions subscriptions;
    private final SubscriptionLinks links;

    AlertStories(JdbcClient db, Subscriptions subscriptions, SubscriptionLinks links) {
        this.db = db;
        this.subscriptions = subscriptions;
        this.links = links;
    }

    /** A call of the Marne, as published at {@code at}. */
    Reference publishedCall(Instant at, List<String> departments, List<Domain> domains, Kind kind) {
        UUID id = draft(at, departments, domains, kind);
        return new Reference(db.sql("""
                        update tender set state = 'PUBLISHED', published_at = :at, updated_at = :at, version = version + 1
                         where id = :id returning reference""")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .query(String.class)
                .single());
    }

    /** A draft of the Marne, ready to be published at {@code at}. */
    UUID draft(Instant at, List<String> departments, List<Domain> domains, Kind kind) {
        UUID id = UUID.randomUUID();
        db.sql("""
                insert into tender (id, dla, state, created_at, updated_at, kind, title, beneficiary, departments, domains,
                    context, objectives, deliverables, how_to_answer, days, budget, starts_on, ends_on, criteria,
                    questions_until, closes_at, contact_name, contact_email)
                values (:id, 'marne', 'DRAFT', :at, :at, :kind, :title, 'Une association culturelle', :departments, :domains,
                    'Contexte', 'Objectifs', 'Livrables', 'Par courriel', 4.5, 4500, '2027-01-01', '2027-06-30',
                    '[{"name": "Méthode", "weight": 60}, {"name": "Prix", "weight": 40}]',
                    :questions, :closes, 'Camille Exemple', 'camille@example.org')""")
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("kind", kind.name())
                .param(
                        "title",
                        "Consolider le modèle économique " + id.toString().substring(0, 8))
                .param("departments", departments.toArray(String[]::new))
                .param("domains", domains.stream().map(Enum::name).toArray(String[]::new))
                .param("questions", at.plus(Duration.ofDays(10)).atOffset(ZoneOffset.UTC))
                .param("closes", at.plus(Duration.ofDays(21)).atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    Reference publishedCall(Instant at) {
        return publishedCall(at, List.of("51"), List.of(Domain.FINANCE), Kind.INDIVIDUAL);
    }

    void amended(Reference call, String summary) {
        amended(call, summary, "[]");
    }

    /** @param changes as {@code tender_amendment} keeps them */
    void amended(Reference call, String summary, String changes) {
        db.sql("""
                insert into tender_amendment (tender, number, published_at, summary, changes)
                select id, 1, updated_at, :summary, cast(:changes as jsonb) from tender where reference = :reference""")
                .param("summary", summary)
                .param("changes", changes)
                .param("reference", call.text())
                .update();
        db.sql(
                        "update tender set amendments = 1, closes_at = closes_at + interval '7 days' where reference = :reference")
                .param("reference", call.text())
                .update();
    }

    void closedAndAwarded(Reference call, String provider) {
        db.sql("update tender set state = 'CLOSED', updated_at = closes_at where reference = :reference")
                .param("reference", call.text())
                .update();
        db.sql("""
                update tender set state = 'AWARDED', concluded_at = updated_at, award_providers = array[:provider]
                 where reference = :reference""").param("provider", provider).param("reference", call.text()).update();
    }

    void cancelled(Reference call, String reason) {
        db.sql("""
                update tender set state = 'CANCELLED', concluded_at = updated_at, outcome_reason = :reason
                 where reference = :reference""").param("reason", reason).param("reference", call.text()).update();
    }

    Subscription subscriber(Choices choices, Rhythm rhythm) {
        return subscriber(choices, rhythm, true, "fr");
    }

    Subscription subscriber(Choices choices, Rhythm rhythm, boolean listens, String language) {
        UUID id = UUID.randomUUID();
        var subscription = new Subscription(
                id,
                new EmailAddress("prestataire-" + id + "@example.org"),
                listens,
                choices,
                rhythm,
                language,
                Subscription.State.ACTIVE,
                links.token(id),
                Instant.now());
        subscriptions.save(subscription, Instant.now());
        return subscription;
    }

    /** Many at once, of all departments and rhythms "at once"; returns how many. */
    int subscribers(int count, String prefix) {
        return db.sql("""
                insert into subscription (id, email, departments, domains, kinds, rhythm, language, token, created_at, changed_at)
                select gen_random_uuid(), :prefix || n || '@example.org',
                       case n % 4 when 0 then '{}'::text[] when 1 then '{51}' when 2 then '{08,51}' else '{10,51,52}' end,
                       case n % 5 when 0 then '{FINANCE}'::text[] when 1 then '{FINANCE,DIGITAL,LEGAL}' else '{}' end, '{}', 'AT_ONCE',
                       case n % 10 when 0 then 'en' else 'fr' end, md5(random()::text), :now, :now
                  from generate_series(1, :count) n""")
                .param("prefix", prefix)
                .param("count", count)
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    static Choices choices(List<String> departments, List<Domain> domains, List<Kind> kinds) {
        return new Choices(departments.stream().map(DepartmentCode::new).toList(), domains, kinds);
    }
}
