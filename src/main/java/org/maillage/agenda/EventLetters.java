package org.maillage.agenda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.agenda.EventCalendar.Addressee;
import org.maillage.agenda.EventCalendar.Series;
import org.maillage.mail.Letter;
import org.maillage.mail.LetterTemplates;
import org.maillage.mail.Outbox;
import org.maillage.mail.OwnAddresses;
import org.maillage.mail.Priority;
import org.maillage.platform.PublicAddress;
import org.maillage.platform.Secrets;
import org.maillage.platform.SignedLink;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/**
 * The mails that carry the agenda out, part of the caller's transaction. Each goes to one person, whose link it holds, and
 * is erased once it has left. What is confidential is not in it.
 */
@Component
class EventLetters {
    /** Dates that a mail lists; the others stand in its calendar and on the page. */
    private static final int LISTED = 12;

    private final Events events;
    private final Dates dates;
    private final EventCalendar calendar;
    private final Outbox outbox;
    private final OwnAddresses addresses;
    private final LetterTemplates templates;
    private final Languages languages;
    private final Callers callers;
    private final PublicAddress address;
    private final SignedLink links;
    private final ReplyAddress replies;

    EventLetters(
            Events events,
            Dates dates,
            EventCalendar calendar,
            Outbox outbox,
            OwnAddresses addresses,
            LetterTemplates templates,
            Languages languages,
            Callers callers,
            PublicAddress address,
            Secrets secrets,
            ReplyAddress replies) {
        this.events = events;
        this.dates = dates;
        this.calendar = calendar;
        this.outbox = outbox;
        this.addresses = addresses;
        this.templates = templates;
        this.languages = languages;
        this.callers = callers;
        this.address = address;
        this.links = new SignedLink(secrets.signer("agenda/answer"));
        this.replies = replies;
    }

    /** Why a mail is sent; its words are {@code agenda.mail.<name>.subject} and {@code .lead}. */
    enum Word {
        INVITED,
        URGENT,
        CHANGED,
        MOVED,
        CANCELLED,
        /** Who was invited and is no more. */
        UNINVITED,
        POLL,
        POLL_DROPPED;

        boolean asks() {
            return this != CANCELLED && this != UNINVITED && this != POLL_DROPPED;
        }
    }

    /** The invitation of which {@code token} is the link. */
    Optional<UUID> read(String token) {
        return links.read(token);
    }

    String answerPath(UUID invitation) {
        return "/agenda/reponse/" + links.token(invitation);
    }

    /** Sends the event with all its dates to these guests. */
    void request(Word word, Event event, List<Guest> to) {
        if (to.isEmpty()) return;
        var series = new Series(event, dates.of(event.id()));
        var live = series.dates().stream().filter(d -> !d.cancelled()).toList();
        for (Guest guest : to) {
            Addressee addressee = addressee(guest);
            var part = new Letter.CalendarPart("REQUEST", calendar.request(series, addressee, languages.french()));
            send(word, event, live.stream().map(EventLetters::line).toList(), guest, part);
        }
    }

    /** Takes the event off their calendars; or one date of it, when it goes on without. */
    void cancel(Word word, Event event, @Nullable Occurrence date, List<Guest> to) {
        if (to.isEmpty()) return;
        var series = new Series(event, dates.of(event.id()));
        boolean whole = date == null || !event.comesAgain();
        var gone = date == null ? series.dates() : List.of(date);
        for (Guest guest : to) {
            String content = calendar.cancellation(series, whole ? null : date, addressee(guest), languages.french());
            send(
                    word,
                    event,
                    gone.stream().map(EventLetters::line).toList(),
                    guest,
                    new Letter.CalendarPart("CANCEL", content));
        }
    }

    /** Asks for, or no longer asks for, the dates that suit. */
    void poll(Word word, Event event, List<Slot> slots, List<Guest> to) {
        for (Guest guest : to)
            send(word, event, slots.stream().map(s -> new Line(s, "")).toList(), guest, null);
    }

    /** One date of a mail. */
    record Line(Slot when, String place) {}

    private static Line line(Occurrence date) {
        return new Line(date.when(), date.place());
    }

    private Addressee addressee(Guest guest) {
        var read = addresses.read(replies.localPart(guest.invitation()));
        return new Addressee(guest, read.orElse(addresses.sender()), read.isPresent());
    }

    private void send(Word word, Event event, List<Line> when, Guest guest, Letter.@Nullable CalendarPart part) {
        Texts t = languages.french();
        Details details = event.details();
        String title = EventCalendar.title(details, t);
        var model = new HashMap<String, Object>();
        model.put("word", word.name());
        model.put("asks", word.asks());
        model.put("place", !details.place().isEmpty());
        model.put("video", !details.videoLink().isEmpty() && word != Word.POLL);
        model.put(
                "dates",
                when.stream().limit(LISTED).map(l -> Words.when(l.when(), t)).toList());
        model.put("more", Math.max(0, when.size() - LISTED));
        var bodies = templates.render("agenda/mail/invitation", t, model);
        var letter = bodies.letter(
                        "agenda",
                        word == Word.URGENT ? Priority.AT_ONCE : Priority.NORMAL,
                        t.localize("agenda.mail." + word + ".subject", "{{title}}"),
                        Map.of(),
                        false)
                .with(part);
        var fields = new HashMap<String, String>();
        fields.put("name", guest.name());
        fields.put("title", title);
        fields.put("place", details.place());
        fields.put("video", details.videoLink());
        fields.put("elsewhere", elsewhere(when, t));
        fields.put("caller", callers.name(event));
        fields.put("link", address.of(answerPath(guest.invitation())));
        outbox.send(letter, guest.email(), fields);
    }

    private static String elsewhere(List<Line> when, Texts t) {
        return when.stream()
                .filter(l -> !l.place().isEmpty())
                .map(l -> t.localize(
                        "agenda.mail.elsewhere", t.date(l.when().starts().toLocalDate()), l.place()))
                .collect(Collectors.joining(" "));
    }

    /** Everyone who is invited to {@code event}, but not {@code but}: they know. */
    List<Guest> others(Event event, UUID but) {
        var guests = new ArrayList<>(events.guests(event.id(), null));
        guests.removeIf(g -> g.person().equals(but));
        return guests;
    }
}
