package org.maillage.alerts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The delivery ledger in PostgreSQL: who is told of what, and which message carries it. Callers own the transaction;
 * {@code docs/alerts.md} argues why nothing is lost or doubled.
 */
@Repository
class Ledger {
    private final JdbcClient db;

    Ledger(JdbcClient db) {
        this.db = db;
    }

    /** Subscriptions of one language that wait for exactly these occasions, in the order in which they happened. */
    record Group(String language, List<Long> occasions, UUID[] subscriptions) {}

    /** Opens an occasion; empty when it was opened before: an event received twice ends here. */
    Optional<Long> open(Occasion occasion, Instant now) {
        holdFanOut();
        return db.sql("""
                insert into alert_occasion (tender, kind, number, at) values (:tender, :kind, :number, :at)
                on conflict do nothing returning id""")
                .param("tender", occasion.tender().text())
                .param("kind", occasion.kind().name())
                .param("number", occasion.number())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    /**
     * Writes a line for everyone concerned, in random order, in one statement. The lines of those who are told at once
     * already name their message. A publication goes to all matches; what follows goes to those who were told of the
     * publication and still listen, and to those who follow this call. The witness goes first: it is nobody's advantage,
     * and a long queue behind it does not delay its way back.
     */
    void fill(long id, Occasion occasion) {
        String concerned = switch (occasion.kind()) {
            case PUBLICATION -> "select id, witness, rhythm, false as followed from subscription_matching(:tender)";
            case AMENDMENT, ANSWERS, OUTCOME, CANCELLATION -> """
                        select s.id, s.witness, s.rhythm, f.subscription is not null as followed
                          from subscription s
                          left join following f on f.subscription = s.id and f.tender = :tender
                          left join (alert a join alert_occasion o
                                     on o.id = a.occasion and o.tender = :tender and o.kind = 'PUBLICATION')
                                 on a.subscription = s.id
                         where s.state = 'ACTIVE'
                           and (s.listens and a.subscription is not null or f.subscription is not null)""";
        };
        db.sql("""
                with filed as (
                    insert into alert (occasion, subscription, turn, letter)
                    select :occasion, id, row_number() over (order by witness desc, random()),
                           case when rhythm = 'AT_ONCE' or followed then :letter end
                      from (""" + concerned + """
                ) concerned
                    on conflict do nothing
                    returning letter, subscription)
                update alert_occasion o
                   set alerted = n.alerted - n.witness, at_once = n.at_once - n.witness, witness_sent = n.witness > 0
                  from (select count(*) alerted, count(letter) at_once,
                               count(*) filter (where subscription = (select id from subscription where witness)) witness
                          from filed) n
                 where o.id = :occasion""")
                .param("occasion", id)
                .param("tender", occasion.tender().text())
                .param("letter", occasion.letterKey())
                .update();
    }

    /**
     * Takes what waits for a digest, for at most {@code most} subscriptions, and marks it as carried by {@code letter}. Two
     * runs at once take different lines: the second waits for the first one's row locks, then finds them marked.
     */
    List<Group> take(Collection<Rhythm> rhythms, String letter, int most) {
        holdFanOut();
        return db.sql("""
                with chosen as (
                    select s.id, s.language
                      from subscription s
                     where s.state = 'ACTIVE' and s.listens and s.rhythm = any (:rhythms)
                       and exists (select from alert w where w.subscription = s.id and w.letter is null)
                     limit :most),
                """ + GROUPS)
                .param("rhythms", rhythms.stream().map(Enum::name).toArray(String[]::new))
                .param("most", most)
                .param("letter", letter)
                .query(Ledger::group)
                .list();
    }

    /** The same for one subscription, whatever its rhythm. */
    List<Group> take(UUID subscription, String letter) {
        return db.sql("""
                with chosen as (
                    select s.id, s.language from subscription s where s.id = :id and s.state = 'ACTIVE' and s.listens),
                """ + GROUPS)
                .param("id", subscription)
                .param("letter", letter)
                .query(Ledger::group)
                .list();
    }

    private static final String GROUPS = """
            taken as (
                update alert a set letter = :letter
                  from chosen c
                 where a.subscription = c.id and a.letter is null
                returning a.subscription, c.language, a.occasion)
            select language, occasions, array_agg(subscription) subscriptions
              from (select subscription, language, array_agg(occasion order by occasion) occasions
                      from taken group by subscription, language) each
             group by language, occasions""";

    /**
     * Forgets what waits for a digest and no longer concerns a subscription: other choices were made, a call is followed no
     * more.
     *
     * @return the letters that carry nothing else for it: they need not leave
     */
    List<String> dropUnconcerned(UUID subscription) {
        return db.sql("""
                with line as (
                    select a.occasion, a.letter,
                           exists (select from following f where f.subscription = s.id and f.tender = t.reference)
                           or s.listens and choice_matches(s.departments, s.domains, s.kinds, t.departments, t.domains, t.kind)
                               as concerns
                      from subscription s
                      join alert a on a.subscription = s.id
                      join alert_occasion o on o.id = a.occasion
                      join tender t on t.reference = o.tender
                     where s.id = :id),
                dropped as (
                    delete from alert using line
                     where alert.subscription = :id and alert.occasion = line.occasion
                       and line.letter is null and not line.concerns)
                select letter from line where letter is not null group by letter having not bool_or(concerns)""")
                .param("id", subscription)
                .query((row, n) -> row.getString("letter"))
                .list();
    }

    private static final String FAN_OUT = "hashtextextended('alerts fan-out', 0)";

    /** Held by each fan-out until its transaction ends; any number at once. */
    private void holdFanOut() {
        db.sql("select 1 from pg_advisory_xact_lock_shared(" + FAN_OUT + ")")
                .query(Integer.class)
                .single();
    }

    /** Returns when every fan-out that runs now has committed. */
    void waitForFanOuts() {
        db.sql("select 1 from pg_advisory_xact_lock(" + FAN_OUT + ")")
                .query(Integer.class)
                .single();
    }

    private static Group group(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new Group(
                row.getString("language"),
                Arrays.asList((Long[]) row.getArray("occasions").getArray()),
                (UUID[]) row.getArray("subscriptions").getArray());
    }
}
