package org.maillage.platform;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keys that the platform makes for itself at its first use and keeps in the database, one a purpose, so that all nodes
 * share them and none is ever written in a configuration file.
 */
@Component
public class Secrets {
    private final JdbcClient db;
    private final SecureRandom random = new SecureRandom();

    Secrets(JdbcClient db) {
        this.db = db;
    }

    /** HMAC-SHA-256 keys for one purpose, such as {@code unsubscription}; what one purpose signs, no other accepts. */
    public Signer signer(String purpose) {
        return new Signer(() -> key(purpose));
    }

    private byte[] key(String purpose) {
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        db.sql("insert into platform_secret (purpose, key) values (:purpose, :key) on conflict do nothing")
                .param("purpose", purpose)
                .param("key", fresh)
                .update();
        return db.sql("select key from platform_secret where purpose = :purpose")
                .param("purpose", purpose)
                .query(byte[].class)
                .single();
    }

    /** Signs with the key of one purpose. The key is read at first use, so that start-up waits for nothing. */
    public static final class Signer {
        private final java.util.function.Supplier<byte[]> source;
        private volatile @Nullable SecretKeySpec key;

        private Signer(java.util.function.Supplier<byte[]> source) {
            this.source = source;
        }

        /** 32 bytes that nobody without the key can make for {@code data}. */
        public byte[] sign(byte[] data) {
            SecretKeySpec known = key;
            if (known == null) {
                known = new SecretKeySpec(source.get(), "HmacSHA256");
                key = known;
            }
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(known);
                return mac.doFinal(data);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e); // every JDK has HmacSHA256
            }
        }
    }
}
