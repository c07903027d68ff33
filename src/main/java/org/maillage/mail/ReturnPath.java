package org.maillage.mail;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maillage.platform.Secrets;

/**
 * The return path of each message is its own (VERP): {@code retour+<delivery>-<signature>@domain}. A delivery report sent
 * to it names its delivery without naming an address, and nobody can make one up.
 */
final class ReturnPath {
    private static final int MAC_BYTES = 8;
    private static final Pattern LOCAL = Pattern.compile("retour\\+([0-9a-z]{1,13})-([0-9a-f]{16})");
    private final Secrets.Signer signer;
    private final MailIdentity identity;
    private final boolean read;

    /** @param read whether reports are read at all; else every message returns to the address that signs */
    ReturnPath(Secrets.Signer signer, MailIdentity identity, boolean read) {
        this.signer = signer;
        this.identity = identity;
        this.read = read;
    }

    boolean isRead() {
        return read;
    }

    String of(long delivery) {
        if (!read) return identity.fromAddress();
        return "retour+" + Long.toString(delivery, 36) + "-" + HexFormat.of().formatHex(mac(delivery)) + "@"
                + identity.domain();
    }

    /** The delivery of which {@code address} is the return path; empty when we never wrote this address. */
    OptionalLong read(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0) return OptionalLong.empty();
        // Some servers change the case of what they report.
        Matcher local = LOCAL.matcher(address.substring(0, at).toLowerCase(Locale.ROOT));
        if (!local.matches()) return OptionalLong.empty();
        long delivery;
        try {
            delivery = Long.parseLong(local.group(1), 36);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
        return MessageDigest.isEqual(mac(delivery), HexFormat.of().parseHex(local.group(2)))
                ? OptionalLong.of(delivery)
                : OptionalLong.empty();
    }

    private byte[] mac(long delivery) {
        return Arrays.copyOf(
                signer.sign(ByteBuffer.allocate(8).putLong(delivery).array()), MAC_BYTES);
    }
}
