package org.maillage.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.maillage.agenda.Changing.Scope;
import org.maillage.mail.Catcher;
import org.maillage.mail.CaughtMessage;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** EventLetters over real SMTP, their calendars read by another hand's parser, and the three ways to answer them. */
@MaillageTest
class InvitationMailTest {
    private static final Pattern LINK = Pattern.compile("/agenda/reponse/[A-Za-z0-9_-]{43}");

    @Autowired
    AgendaStories given;

    @Autowired
    Calling calling;

    @Autowired
    Changing changing;

    @Autowired
    Polls polls;

    @Autowired
    Catcher catcher;

    @LocalServerPort
    int port;

    @Test
    void an_invitation_its_changes_and_its_end_reach_calendars_as_one_event() throws Exception {
        String title = title();
        UUID date = given.called(EventKind.PARTNER_MEETING, title, "marne-1", "partenaire-1");
        Meeting meeting = given.meeting(date, "marne-1");
        String uid = meeting.event().id() + "@localhost";

        CaughtMessage mail = mail("Invitation : " + title);
        assertThat(mail.recipient())
                .isEqualTo(given.person("partenaire-1").email().text());
        VEvent invited = event(mail, "REQUEST");
        assertThat(value(invited, Property.UID)).isEqualTo(uid);
        assertThat(value(invited, Property.SEQUENCE)).isEqualTo("0");
        assertThat(value(invited, Property.ATTENDEE)).isEqualTo("mailto:" + mail.recipient());
        assertThat(mail.text()).contains(Words.when(meeting.when(), FrenchTexts.all()));

        LocalDateTime to = LocalDateTime.of(given.inDays(11), LocalTime.of(15, 0));
        changing.move(
                date,
                0,
                new EventForm(Map.of()).on(to.toLocalDate(), to.toLocalTime(), LocalTime.of(17, 0)),
                Scope.ONE,
                given.member("marne-1"));
        VEvent moved = event(mail("Nouvelle date : " + title), "REQUEST");
        assertThat(value(moved, Property.UID)).isEqualTo(uid);
        assertThat(value(moved, Property.SEQUENCE)).isEqualTo("1");
        assertThat(value(moved, Property.DTSTART)).isEqualTo(to.toString().replaceAll("[-:]", "") + "00");

        changing.cancel(date, 1, Scope.ONE, given.member("marne-1"));
        VEvent cancelled = event(mail("Annulé : " + title), "CANCEL");
        assertThat(value(cancelled, Property.UID)).isEqualTo(uid);
        assertThat(value(cancelled, Property.SEQUENCE)).isEqualTo("2");
        assertThat(value(cancelled, Property.STATUS)).isEqualTo("CANCELLED");
    }

    @Test
    void one_date_of_a_series_is_cancelled_by_its_identity() throws Exception {
        var series = given.weekly(3, "marne-1", "aube-1");
        String title = series.getFirst().details().title();
        VEvent invited = event(mail("Invitation : " + title), "REQUEST");
        assertThat(value(invited, "RRULE")).contains("FREQ=WEEKLY").contains("UNTIL=");

        changing.cancel(series.get(1).date().id(), 0, Scope.ONE, given.member("marne-1"));

        VEvent cancelled = event(mail("Annulé : " + title), "CANCEL");
        assertThat(value(cancelled, "RECURRENCE-ID"))
                .isEqualTo(series.get(1).date().slot().toString().replaceAll("[-:]", "") + "00");
    }

    @Test
    void who_is_added_is_invited_and_who_is_taken_off_is_told_each_alone() {
        String title = title();
        UUID date = given.called(EventKind.NETWORK_MEETING, title, "marne-1", "aube-1", "ardennes-1");
        mails("Invitation : " + title, 2);
        Meeting meeting = given.meeting(date, "marne-1");

        calling.edit(
                meeting.event().id(),
                0,
                given.form(EventKind.NETWORK_MEETING, title, "ardennes-1", "haute-marne-1")
                        .with("place", "Châlons"),
                given.member("marne-1"));

        assertThat(mail("Vous n’êtes plus attendu·e : " + title).recipient())
                .isEqualTo(given.person("aube-1").email().text());
        assertThat(mail("Changement : " + title).recipient())
                .isEqualTo(given.person("ardennes-1").email().text());
        assertThat(mails("Invitation : " + title, 3))
                .extracting(CaughtMessage::recipient)
                .contains(given.person("haute-marne-1").email().text());
        assertThat(given.meeting(date, "haute-marne-1").invited()).isTrue();
        assertThat(given.meeting(date, "aube-1").invited()).isFalse();
    }

    @Test
    void what_is_confidential_is_in_no_mail() {
        String secret = "Secret-" + UUID.randomUUID();
        calling.call(
                given.form(EventKind.PEER_EXCHANGE, "Titre " + secret, "aube-1").with("description", "Cas " + secret),
                false,
                given.member("marne-1"));
        String title = title();
        calling.call(
                given.form(EventKind.NETWORK_MEETING, title, "aube-1").with("description", "Texte " + secret),
                false,
                given.member("marne-1"));
        mail("Invitation : " + title);
        await().untilAsserted(
                        () -> assertThat(catcher.find(m -> m.subject().equals("Invitation : Échange entre pairs")))
                                .isNotEmpty());
        assertThat(catcher.find(m -> new String(m.raw(), StandardCharsets.UTF_8).contains(secret)
                        || m.text().contains(secret)
                        || m.attachments().stream()
                                .anyMatch(a -> new String(a.content(), StandardCharsets.UTF_8)
                                        .replace("\r\n ", "")
                                        .contains(secret))))
                .isEmpty();
    }

    @Test
    void a_mail_is_answered_by_its_link_without_signing_in_and_reading_it_answers_nothing() {
        String title = title();
        UUID date = given.called(EventKind.TERRITORIAL_MEETING, title, "marne-1", "partenaire-1");
        String link = link(mail("Invitation : " + title));
        var visitor = new Visitor(port);

        var page = visitor.get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(title)
                .doesNotContain(given.person("marne-1").name());
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(given.meeting(date, "partenaire-1").mine()).isNull();

        assertThat(visitor.submit(link, link, Map.of("reponse-" + date, "MAYBE"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(given.meeting(date, "partenaire-1").mine()).isEqualTo(Answer.MAYBE);
        String forged = link.substring(0, link.length() - 2) + (link.endsWith("AA") ? "BB" : "AA");
        assertThat(visitor.get(forged).statusCode()).isEqualTo(404);
    }

    @Test
    void a_poll_is_answered_by_its_link() {
        String title = title();
        UUID poll = given.poll(EventKind.PARTNER_MEETING, title, "marne-1", "partenaire-1");
        CaughtMessage mail = mail("Quelle date vous va ? " + title);
        assertThat(mail.attachments()).isEmpty();
        String link = link(mail);
        var slot = new Visitor(port);
        var page = org.jsoup.Jsoup.parse(slot.get(link).body());
        String name =
                Objects.requireNonNull(page.selectFirst("input[value=YES]")).attr("name");

        slot.submit(link, link, Map.of(name, "YES"));

        assertThat(polls.of(poll).getFirst().answers())
                .containsExactly(Map.entry(given.person("partenaire-1").id(), Answer.YES));
    }

    @Test
    void a_calendar_answers_by_itself() throws Exception {
        var series = given.weekly(3, "marne-1", "ardennes-2");
        CaughtMessage mail = mail("Invitation : " + series.getFirst().details().title());
        VEvent invited = event(mail, "REQUEST");
        String organizer = value(invited, Property.ORGANIZER).replace("mailto:", "");

        reply(organizer, mail.recipient(), value(invited, Property.UID), "", "DECLINED");
        await().untilAsserted(() -> assertThat(answers(series)).containsExactly(Answer.NO, Answer.NO, Answer.NO));
        String slot = series.get(1).date().slot().toString().replaceAll("[-:]", "") + "00";
        reply(
                organizer,
                mail.recipient(),
                value(invited, Property.UID),
                "RECURRENCE-ID;TZID=Europe/Paris:" + slot + "\r\n",
                "ACCEPTED");
        await().untilAsserted(() -> assertThat(answers(series)).containsExactly(Answer.NO, Answer.YES, Answer.NO));

        // Another event, another address, nonsense: nothing changes.
        reply(organizer, mail.recipient(), UUID.randomUUID() + "@localhost", "", "ACCEPTED");
        reply(
                "agenda+" + "0".repeat(32) + "-" + "0".repeat(16) + "@maillage.example.org",
                mail.recipient(),
                value(invited, Property.UID),
                "",
                "ACCEPTED");
        send(
                organizer,
                "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID\u0000;;:\r\nRRULE:FREQ=DAILY;COUNT=999999999\r\n");
        assertThat(answers(series)).containsExactly(Answer.NO, Answer.YES, Answer.NO);
    }

    private List<Answer> answers(List<Meeting> series) {
        return series.stream()
                .map(m -> given.meeting(m.date().id(), "ardennes-2").mine())
                .filter(Objects::nonNull)
                .toList();
    }

    private void reply(String to, String from, String uid, String recurrence, String status) throws Exception {
        send(
                to,
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Essai//FR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:" + uid
                        + "\r\nDTSTAMP:20261124T100000Z\r\n" + recurrence + "ATTENDEE;PARTSTAT=" + status + ":mailto:"
                        + from + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    }

    private void send(String to, String content) throws Exception {
        String message = "From: zoe@example.org\r\nTo: " + to + "\r\nSubject: Reponse\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nOui\r\n"
                + "--b\r\nContent-Type: text/calendar; method=REPLY; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + content + "\r\n--b--\r\n";
        catcher.deliver("zoe@example.org", to, new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static String title() {
        return "Essai " + UUID.randomUUID();
    }

    private CaughtMessage mail(String subject) {
        return mails(subject, 1).getFirst();
    }

    private List<CaughtMessage> mails(String subject, int count) {
        return catcher.await(m -> m.subject().equals(subject), count);
    }

    private static String link(CaughtMessage mail) {
        var link = LINK.matcher(mail.text());
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private static VEvent event(CaughtMessage mail, String method) throws Exception {
        var parts = mail.attachments();
        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst().type()).contains("text/calendar").contains("method=" + method);
        assertThat(parts.getFirst().content()).isEqualTo(parts.getLast().content());
        Calendar read = new CalendarBuilder()
                .build(new StringReader(new String(parts.getFirst().content(), StandardCharsets.UTF_8)));
        assertThat(read.validate().hasErrors()).as("%s", read.validate()).isFalse();
        assertThat(read.getProperty(Property.METHOD).orElseThrow().getValue()).isEqualTo(method);
        return (VEvent) read.getComponents(Component.VEVENT).getFirst();
    }

    private static String value(VEvent event, String property) {
        return event.getProperty(property).orElseThrow().getValue();
    }
}
