package org.maillage.identity;

import java.nio.ByteBuffer;
import java.util.UUID;

/** How a device names the owner of a key: 16 random bytes, the person's identifier. It tells nothing of them. */
final class UserHandle {
    private UserHandle() {}

    static byte[] of(UUID person) {
        return ByteBuffer.allocate(16)
                .putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits())
                .array();
    }
}
