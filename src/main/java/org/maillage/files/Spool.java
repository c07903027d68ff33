package org.maillage.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A content on its way in: on this node's disk until it is kept or refused.
 *
 * @param size in bytes; one more than allowed when there was more, the rest is not read
 * @param digest SHA-256
 */
record Spool(Path path, long size, byte[] digest) implements AutoCloseable {

    /** Reads {@code content} as it passes, up to {@code most} bytes and one. */
    static Spool of(InputStream content, long most) throws IOException {
        Path path = Files.createTempFile("maillage-", ".upload");
        try (var out = Files.newOutputStream(path)) {
            MessageDigest sha = sha256();
            long size = copyAtMost(new DigestInputStream(content, sha), out, most + 1);
            return new Spool(path, size, sha.digest());
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    private static long copyAtMost(InputStream in, java.io.OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long copied = 0;
        while (copied < most) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, most - copied));
            if (n < 0) break;
            out.write(buffer, 0, n);
            copied += n;
        }
        return copied;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
