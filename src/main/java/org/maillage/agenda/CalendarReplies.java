package org.maillage.agenda;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.mail.IncomingMail;
import org.maillage.platform.Paris;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reads the answers that calendars send by themselves (RFC 5546, METHOD:REPLY). Only whoever got an invitation knows its
 * address; whatever the message says of somebody else is passed over, and what cannot be read changes nothing.
 */
@Component
@Order(10)
class CalendarReplies implements IncomingMail {
    private static final int BIGGEST = 200_000;
    private static final int DEEPEST = 5;
    private final ReplyAddress addresses;
    private final Events events;
    private final Answering answering;

    CalendarReplies(ReplyAddress addresses, Events events, Answering answering) {
        this.addresses = addresses;
        this.events = events;
        this.answering = answering;
    }

    @Override
    public boolean receive(String localPart, MimeMessage message) throws MessagingException, IOException {
        Optional<UUID> invitation = addresses.read(localPart);
        if (invitation.isEmpty()) return false;
        Optional<Events.Invited> who = events.invited(invitation.get());
        String content = calendar(message, 0);
        if (who.isPresent() && content != null) read(content, invitation.get(), who.get());
        return true;
    }

    private void read(String content, UUID invitation, Events.Invited who) {
        var calendar = Biweekly.parse(content).first();
        if (calendar == null
                || calendar.getMethod() == null
                || !"REPLY".equalsIgnoreCase(calendar.getMethod().getValue())) return;
        var answers = new HashMap<UUID, Answer>();
        for (VEvent component : calendar.getEvents()) {
            boolean ours = component.getUid() != null
                    && component.getUid().getValue() != null
                    && component.getUid().getValue().startsWith(who.event() + "@");
            Answer answer = answer(component);
            if (!ours || answer == null) continue;
            answers.putAll(dates(component, who.event(), answer));
        }
        if (!answers.isEmpty()) answering.answer(invitation, answers);
    }

    private static @Nullable Answer answer(VEvent component) {
        if (component.getAttendees().size() != 1) return null;
        Attendee attendee = component.getAttendees().getFirst();
        ParticipationStatus status = attendee.getParticipationStatus();
        if (status == ParticipationStatus.ACCEPTED) return Answer.YES;
        if (status == ParticipationStatus.TENTATIVE) return Answer.MAYBE;
        return status == ParticipationStatus.DECLINED ? Answer.NO : null;
    }

    /** The date that the component names, or every date still to come. */
    private Map<UUID, Answer> dates(VEvent component, UUID event, Answer answer) {
        var answers = new HashMap<UUID, Answer>();
        LocalDateTime slot = component.getRecurrenceId() == null
                ? null
                : LocalDateTime.ofInstant(component.getRecurrenceId().getValue().toInstant(), Paris.ZONE);
        for (Occurrence date : answering.answerable(event))
            if (slot == null || Slot.instant(slot).equals(Slot.instant(date.slot()))) answers.put(date.id(), answer);
        return answers;
    }

    private static @Nullable String calendar(Part part, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST) return null;
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                String found = calendar(inner, depth + 1);
                if (found != null) return found;
            }
            return null;
        }
        if (!part.isMimeType("text/calendar")) return null;
        return new String(part.getInputStream().readNBytes(BIGGEST), StandardCharsets.UTF_8);
    }
}
