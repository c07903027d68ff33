package org.maillage.agenda;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maillage.platform.Secrets;
import org.springframework.stereotype.Component;

/**
 * Where a calendar sends its answer: {@code agenda+<invitation>-<signature>@domain}. It names one invitation, and only
 * whoever got the invitation knows it. Lower case throughout, which some servers make of every address.
 */
@Component
class ReplyAddress {
    private static final int MAC_BYTES = 8;
    private static final Pattern LOCAL = Pattern.compile("agenda\\+([0-9a-f]{32})-([0-9a-f]{16})");
    private final Secrets.Signer signer;

    ReplyAddress(Secrets secrets) {
        this.signer = secrets.signer("agenda/reply");
    }

    String localPart(UUID invitation) {
        byte[] id = bytes(invitation);
        return "agenda+" + HexFormat.of().formatHex(id) + "-" + HexFormat.of().formatHex(mac(id));
    }

    /** The invitation; empty when we never wrote this address. */
    Optional<UUID> read(String localPart) {
        Matcher local = LOCAL.matcher(localPart.toLowerCase(Locale.ROOT));
        if (!local.matches()) return Optional.empty();
        byte[] id = HexFormat.of().parseHex(local.group(1));
        if (!MessageDigest.isEqual(mac(id), HexFormat.of().parseHex(local.group(2)))) return Optional.empty();
        ByteBuffer buffer = ByteBuffer.wrap(id);
        return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
    }

    private byte[] mac(byte[] id) {
        return Arrays.copyOf(signer.sign(id), MAC_BYTES);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
