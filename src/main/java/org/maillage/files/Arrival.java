package org.maillage.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A content on its way in: on this node's disk until it is kept or refused.
 *
 * @param typedName as the sender's machine named it
 * @param most bytes allowed
 * @param size in bytes; one more than allowed when there was more, the rest is not read
 * @param digest SHA-256, in hexadecimal digits
 */
public record Arrival(String typedName, long most, Path path, long size, String digest) implements AutoCloseable {

    /** Reads {@code content} as it passes, up to {@code most} bytes and one. */
    static Arrival of(String typedName, InputStream content, long most) throws IOException {
        Path path = Files.createTempFile("maillage-", ".upload");
        try (var out = Files.newOutputStream(path)) {
            MessageDigest sha = sha256();
            long size = copyAtMost(new DigestInputStream(content, sha), out, most + 1);
            return new Arrival(typedName, most, path, size, HexFormat.of().formatHex(sha.digest()));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long copyAtMost(InputStream in, OutputStream out, long most) throws IOException {
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
