package org.maillage.agenda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.platform.Paris;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The secret addresses of members' calendars. A token is shown once, when it is made; what is kept cannot give it back. */
@Component
class CalendarFeeds {
    private static final int TOKEN_BYTES = 32;
    private final JdbcClient db;
    private final Network network;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CalendarFeeds(JdbcClient db, Network network, Clock clock) {
        this.db = db;
        this.network = network;
        this.clock = clock;
    }

    /** Makes a new address for {@code member}; the one before no longer works. @return its token */
    @Transactional
    String renew(Member member) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        int made = db.sql("""
                insert into agenda_feed (person, hash, made_on) select id, :hash, :today from person where id = :person
                on conflict (person) do update set hash = excluded.hash, made_on = excluded.made_on""")
                .param("person", member.id())
                .param("hash", hash(token))
                .param("today", clock.instant().atZone(Paris.ZONE).toLocalDate())
                .update();
        if (made == 0) throw new NotFound("member");
        return token;
    }

    @Transactional
    void revoke(UUID person) {
        db.sql("delete from agenda_feed where person = :person")
                .param("person", person)
                .update();
    }

    /** Since when {@code person} has an address; empty when they have none. */
    Optional<LocalDate> since(UUID person) {
        return db.sql("select made_on from agenda_feed where person = :person")
                .param("person", person)
                .query(LocalDate.class)
                .optional();
    }

    /** Whose address it is, if they are in office. */
    Optional<Member> owner(String token) {
        return db.sql("select person from agenda_feed where hash = :hash")
                .param("hash", hash(token))
                .query(UUID.class)
                .optional()
                .flatMap(network::person)
                .map(Person::member);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
