package org.maillage.news;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.maillage.mail.Letter;
import org.maillage.mail.LetterTemplates;
import org.maillage.mail.Outbox;
import org.maillage.mail.Priority;
import org.maillage.network.PersonLeft;
import org.maillage.platform.Paris;
import org.maillage.platform.PublicAddress;
import org.maillage.platform.Secrets;
import org.maillage.platform.SignedLink;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The letter of Monday, for members who asked for it. The week is marked in the transaction that queues the letter: a run
 * that comes late, dies in the middle, comes twice or meets another one writes each letter once.
 */
@Service
class WeeklyLetters {
    /**
     * What came out in the last minute waits for the next letter: it may stand in a transaction that is not over, and
     * would then be missed for good.
     */
    static final Duration MARGIN = Duration.ofMinutes(1);

    private final Readers readers;
    private final NewsItems items;
    private final Outbox outbox;
    private final LetterTemplates templates;
    private final Languages languages;
    private final PublicAddress address;
    private final SignedLink links;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WeeklyLetters(
            Readers readers,
            NewsItems items,
            Outbox outbox,
            LetterTemplates templates,
            Languages languages,
            PublicAddress address,
            Secrets secrets,
            TransactionTemplate transaction,
            Clock clock) {
        this.readers = readers;
        this.items = items;
        this.outbox = outbox;
        this.templates = templates;
        this.languages = languages;
        this.address = address;
        this.links = new SignedLink(secrets.signer("news-letter"));
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Asks for the letter from now on, or changes what it follows. @param tags none for everything */
    @Transactional
    public void follow(UUID person, List<String> tags, Locale language) {
        Instant now = clock.instant();
        readers.put(person, tags, language, monday(now).minusWeeks(1), now.truncatedTo(ChronoUnit.MICROS));
    }

    @Transactional
    public void stop(UUID person) {
        readers.remove(person);
    }

    @ApplicationModuleListener
    void on(PersonLeft event) {
        readers.remove(event.person());
    }

    /** Whose letter a stop link ends; empty when the link is not ours. */
    Optional<UUID> reader(String token) {
        return links.read(token);
    }

    String token(UUID person) {
        return links.token(person);
    }

    /** Writes the letters of this week that are not written yet, each in a transaction of its own. */
    void run() {
        LocalDate week = monday(clock.instant());
        for (UUID person : readers.waiting(week)) transaction.executeWithoutResult(status -> write(person, week));
    }

    private void write(UUID person, LocalDate week) {
        Instant now = clock.instant();
        LocalDate today = now.atZone(Paris.ZONE).toLocalDate();
        readers.take(person, week, now.minus(MARGIN).truncatedTo(ChronoUnit.MICROS), today)
                .ifPresent(due -> {
                    List<NewsItem> news = readers.news(due, now).stream()
                            .map(id -> items.find(id).orElseThrow())
                            .toList();
                    if (news.isEmpty()) return; // a letter that says nothing is not written
                    Texts t = languages.in(due.language());
                    outbox.send(
                            letter(news, due, t),
                            due.email(),
                            Map.of(
                                    "name",
                                    due.name(),
                                    "unsubscribe",
                                    address.of("/actualites/lettre/fin/" + token(person))));
                });
    }

    private Letter letter(List<NewsItem> news, Readers.Due due, Texts t) {
        var bodies = templates.render("news/mail/weekly", t, Map.of("news", news, "tags", due.tags()));
        return new Letter(
                "news",
                Priority.NORMAL,
                t.localize("news.mail.subject", news.size()),
                bodies.text(),
                bodies.html(),
                Map.of(),
                true);
    }

    private static LocalDate monday(Instant now) {
        return now.atZone(Paris.ZONE).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        /** Monday, 7:30 on Paris's clocks; a run that was due while no node was up is made up for. */
        @Bean
        RecurringTask<Void> newsLetterTask(WeeklyLetters letters) {
            return Tasks.recurring("news-weekly", Schedules.cron("0 30 7 * * MON", Paris.ZONE))
                    .execute((instance, context) -> letters.run());
        }
    }
}
