package org.maillage.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.platform.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a device is asked to sign. A challenge is signed by us and says until when it is good, so that one that nobody
 * answers leaves no trace and asking costs the database nothing; one that was answered is remembered until it expires,
 * and serves no more.
 */
@Component
class PasskeyChallenges {
    static final Duration VALID = Duration.ofMinutes(10);
    private static final int NONCE = 16;
    private static final int MAC = 16;
    private static final int LENGTH = NONCE + Long.BYTES + MAC;

    private final Secrets.Signer signer;
    private final JdbcClient db;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PasskeyChallenges(Secrets secrets, JdbcClient db, Clock clock) {
        this.signer = secrets.signer("passkey-challenge");
        this.db = db;
        this.clock = clock;
    }

    /**
     * What a challenge is for; for nothing else is it good.
     *
     * @param person who is already known; null at the door
     * @param browser the form token of the browser that asked: an answer that was stolen is of no use in another
     */
    record Use(Purpose purpose, @Nullable UUID person, String browser) {}

    enum Purpose {
        REGISTER,
        SIGN_IN,
        CONFIRM
    }

    byte[] make(Use use) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] said = ByteBuffer.allocate(NONCE + Long.BYTES)
                .put(nonce)
                .putLong(clock.instant().plus(VALID).toEpochMilli())
                .array();
        return ByteBuffer.allocate(LENGTH).put(said).put(mac(said, use)).array();
    }

    /** Whether {@code challenge} was made here for {@code use} and is not too old. */
    boolean good(byte[] challenge, Use use) {
        if (challenge.length != LENGTH) return false;
        byte[] said = Arrays.copyOf(challenge, LENGTH - MAC);
        byte[] mac = Arrays.copyOfRange(challenge, LENGTH - MAC, LENGTH);
        return MessageDigest.isEqual(mac, mac(said, use)) && expiry(challenge).isAfter(clock.instant());
    }

    /** Uses {@code challenge} up, in the caller's transaction: of two answers to one, on any nodes, one counts. */
    boolean spend(byte[] challenge) {
        return db.sql("""
                insert into passkey_challenge (hash, expires_at) values (:hash, :expiresAt)
                on conflict do nothing""")
                        .param("hash", sha256(challenge))
                        .param("expiresAt", expiry(challenge).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static Instant expiry(byte[] challenge) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(challenge).getLong(NONCE));
    }

    private byte[] mac(byte[] said, Use use) {
        byte[] about = (use.purpose() + "\n" + use.person() + "\n" + use.browser()).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(
                signer.sign(ByteBuffer.allocate(said.length + about.length)
                        .put(said)
                        .put(about)
                        .array()),
                MAC);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
