package org.maillage.mail;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes the message of a delivery: what is its own, spliced around a letter encoded once. */
final class Postmark {
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private final LoadingCache<Long, Optional<EncodedLetter>> letters;
    private volatile Dated dated = new Dated(Instant.MIN, "");
    private volatile Sender sender = new Sender("", "");
    private final MailIdentity identity;
    private final Supplier<String> siteName;
    private final JsonMapper json;
    private final Clock clock;
    private final @Nullable ThreadLocal<Dkim> dkim; // a signer serves one courier

    /** @param keys with which messages are signed, if any */
    Postmark(
            Deliveries deliveries,
            MailIdentity identity,
            Dkim.Keys keys,
            Supplier<String> siteName,
            JsonMapper json,
            Clock clock) {
        this.dkim = keys.none() ? null : ThreadLocal.withInitial(() -> Dkim.with(keys));
        this.letters = Caffeine.newBuilder()
                .maximumSize(500)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(id -> deliveries.letter(id).map(EncodedLetter::new));
        this.identity = identity;
        this.siteName = siteName;
        this.json = json;
        this.clock = clock;
    }

    /** @return the letter's kind; empty when its content was erased */
    Optional<String> write(Claimed delivery, ByteArrayOutputStream out) throws MessagingException, IOException {
        Optional<EncodedLetter> letter = letters.get(delivery.letter());
        if (letter.isEmpty()) return Optional.empty();
        Map<String, String> fields = json.readValue(delivery.fields(), FIELDS);
        var own = new StringBuilder(400);
        own.append("Date: ").append(date()).append("\r\n");
        own.append("Message-ID: <").append(messageId(delivery)).append(">\r\n");
        own.append(from());
        own.append("To: ").append(delivery.address()).append("\r\n");
        String unsubscribe = HeaderText.oneLine(fields.getOrDefault("unsubscribe", ""));
        if (!unsubscribe.isEmpty()) {
            own.append("List-Unsubscribe: <").append(unsubscribe).append('>');
            String mail = HeaderText.oneLine(fields.getOrDefault("unsubscribeMail", ""));
            if (!mail.isEmpty()) own.append(",\r\n <").append(mail).append('>');
            own.append("\r\n");
            own.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
        }
        out.writeBytes(own.toString().getBytes(StandardCharsets.UTF_8));
        letter.get().write(out, fields);
        if (dkim != null) dkim.get().sign(out);
        return Optional.of(letter.get().kind());
    }

    /** The same at each attempt, so that a message doubled by a crash is recognised as one. */
    private String messageId(Claimed delivery) {
        return Long.toString(delivery.letterAt().toEpochMilli(), 36) + "." + Long.toString(delivery.id(), 36) + "@"
                + identity.domain();
    }

    /** Written once a second, however many messages leave in it. */
    private String date() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Dated last = dated;
        if (!last.at().equals(now)) {
            last = new Dated(now, DATE.format(now.atOffset(ZoneOffset.UTC)));
            dated = last;
        }
        return last.text();
    }

    private record Dated(Instant at, String text) {}

    /** The header field of the sender, written once for each name that the network has had. */
    private String from() {
        String own = identity.fromName();
        String name = own == null ? siteName.get() : own;
        Sender last = sender;
        if (!last.name().equals(name)) {
            last = new Sender(
                    name, "From: " + HeaderText.displayName(name, 6) + "\r\n <" + identity.fromAddress() + ">\r\n");
            sender = last;
        }
        return last.field();
    }

    private record Sender(String name, String field) {}
}
