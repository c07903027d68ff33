package org.maillage.demonstration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.maillage.platform.Demonstration;
import org.maillage.platform.Paris;
import org.maillage.search.Kind;
import org.maillage.search.SearchIndex;
import org.maillage.search.SearchSource;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A year of the network over its four times: some of it past, with counts only, and a date that is being looked for. */
@Component
@Demonstration
@Order(4)
class AgendaChapter implements Chapter {
    private static final List<String> INSIDE =
            List.of("ardennes-1", "ardennes-2", "aube-1", "marne-1", "haute-marne-1", "haute-marne-2", "animateur");
    private static final Set<String> INTERNAL = Set.of("NETWORK_MEETING", "PEER_EXCHANGE", "TRAINING");
    private static final String ROOM = "https://visio.example.org/reseau-dla";
    private final JdbcClient db;
    private final SearchIndex search;
    private final List<SearchSource> sources;
    private final JsonMapper json;

    AgendaChapter(JdbcClient db, SearchIndex search, List<SearchSource> sources, JsonMapper json) {
        this.db = db;
        this.search = search;
        this.sources = sources;
        this.json = json;
    }

    @Override
    public String table() {
        return "agenda_event";
    }

    @Override
    public void write(Instant now) {
        var rows = new AgendaRows(db, now);
        LocalDate today = now.atZone(Paris.ZONE).toLocalDate();
        network(rows, today);
        others(rows, today);
        poll(rows, today);
        sources.stream().filter(source -> source.kind() == Kind.EVENT).forEach(source -> source.each(search::put));
    }

    /** Every two months, on the second Tuesday: the meeting that everything else hangs on. */
    private static void network(AgendaRows rows, LocalDate today) {
        var dates = new ArrayList<LocalDateTime>();
        for (int month = -8; month <= 8; month += 2)
            dates.add(at(nth(today.plusMonths(month), 2, DayOfWeek.TUESDAY), 10));
        UUID event = rows.event(
                new AgendaRows.Call(
                        "Réunion du réseau",
                        "TAKE_PART",
                        "NETWORK_MEETING",
                        "Le point sur les outils en chantier, les appels d’offres en cours et le programme de l’année.",
                        "Maison des associations, Châlons-en-Champagne",
                        ROOM,
                        "",
                        "animateur",
                        INSIDE),
                "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU",
                "PLANNED");
        List<UUID> ids = rows.dates(event, dates, 3, INSIDE);
        UUID next = next(ids, dates, today);
        rows.item(next, 1, "Relire ensemble la trame du diagnostic partagé", 45, "aube-1");
        rows.item(next, 2, "Ce que les prestataires demandent le plus souvent", 20, "marne-1");
        rows.item(next, 3, "Calendrier du premier semestre", 15, "haute-marne-2");
    }

    /** The file's events, each on the nth such weekday of a month from this one on. */
    private void others(AgendaRows rows, LocalDate today) {
        for (Planned one : planned()) {
            var invited = new ArrayList<>(INSIDE);
            if (!INTERNAL.contains(one.kind())) invited.add("partenaire-1");
            UUID event = rows.event(
                    new AgendaRows.Call(
                            one.title(),
                            one.time(),
                            one.kind(),
                            one.text(),
                            one.place(),
                            one.video() ? ROOM : "",
                            one.departments(),
                            one.by(),
                            invited),
                    "",
                    "PLANNED");
            LocalDate day = nth(today.plusMonths(one.months()), one.nth(), one.day());
            rows.dates(event, List.of(at(day, one.hour())), one.hours(), invited);
        }
    }

    /** One event of {@code demonstration/agenda.json}. */
    private record Planned(
            int months,
            int nth,
            DayOfWeek day,
            int hour,
            int hours,
            String title,
            String time,
            String kind,
            String text,
            String place,
            boolean video,
            String departments,
            String by) {}

    private List<Planned> planned() {
        try (var file = new ClassPathResource("demonstration/agenda.json").getInputStream()) {
            return json.readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void poll(AgendaRows rows, LocalDate today) {
        var guests = new ArrayList<>(INSIDE);
        guests.add("partenaire-1");
        UUID event = rows.event(
                new AgendaRows.Call(
                        "Préparer le forum des associations",
                        "BUILD",
                        "PARTNER_MEETING",
                        "Une heure et demie pour se répartir le stand et les documents.",
                        "",
                        ROOM,
                        "",
                        "aube-1",
                        guests),
                "",
                "POLL");
        LocalDate monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).plusDays(14);
        for (int i = 0; i < 4; i++)
            rows.slot(
                    event,
                    at(monday.plusDays(i), i % 2 == 0 ? 10 : 14),
                    List.of("aube-1", "ardennes-1", "haute-marne-1", "animateur"));
    }

    private static UUID next(List<UUID> ids, List<LocalDateTime> dates, LocalDate today) {
        for (int i = 0; i < dates.size(); i++) if (dates.get(i).toLocalDate().isAfter(today)) return ids.get(i);
        return ids.getLast();
    }

    private static LocalDate nth(LocalDate month, int nth, DayOfWeek day) {
        return month.with(TemporalAdjusters.dayOfWeekInMonth(nth, day));
    }

    private static LocalDateTime at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0));
    }
}
