package org.maillage.platform;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Opaque tokens for addresses: an identifier and a signature, 43 characters of URL-safe base 64. Whoever holds one was
 * given it; nobody can make one for another identifier or for another purpose.
 */
public final class SignedLink {
    private static final int MAC_BYTES = 16;
    private final Secrets.Signer signer;

    public SignedLink(Secrets.Signer signer) {
        this.signer = signer;
    }

    /** The token for {@code id}; the same at each call. */
    public String token(UUID id) {
        byte[] bytes = bytes(id);
        byte[] token = Arrays.copyOf(bytes, 16 + MAC_BYTES);
        System.arraycopy(signer.sign(bytes), 0, token, 16, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The identifier in {@code token}, or empty when the signature is not ours: altered, cut, made up. */
    public Optional<UUID> read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != 16 + MAC_BYTES) return Optional.empty();
        byte[] id = Arrays.copyOf(bytes, 16);
        byte[] mac = Arrays.copyOfRange(bytes, 16, bytes.length);
        if (!MessageDigest.isEqual(mac, Arrays.copyOf(signer.sign(id), MAC_BYTES))) return Optional.empty();
        ByteBuffer buffer = ByteBuffer.wrap(id);
        return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
