package org.maillage.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The end of a zip archive, which says how long its table of contents is: read before anything opens it.
 *
 * @param entries as announced, 65,535 when there are that many or more
 * @param tableBytes size of the table of contents
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE 4.3.16</a>
 */
record ZipTail(int entries, long tableBytes) {
    private static final int RECORD = 22;
    private static final int SIGNATURE = 0x06054b50;

    /** Empty when {@code content} does not end as a zip archive, whatever it begins with. */
    static Optional<ZipTail> of(Path content) throws IOException {
        try (var file = new RandomAccessFile(content.toFile(), "r")) {
            long size = file.length();
            int length = (int) Math.min(size, RECORD + 0xffff);
            byte[] end = new byte[length];
            file.seek(size - length);
            file.readFully(end);
            var bytes = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = length - RECORD; at >= 0; at--) {
                if (bytes.getInt(at) != SIGNATURE) continue;
                int comment = Short.toUnsignedInt(bytes.getShort(at + 20));
                long table = Integer.toUnsignedLong(bytes.getInt(at + 12));
                boolean fits = at + RECORD + comment <= length && table <= size - length + at;
                boolean more = table == 0xffffffffL; // zip64, of which no document this small has need
                if (fits || more) return Optional.of(new ZipTail(Short.toUnsignedInt(bytes.getShort(at + 10)), table));
            }
            return Optional.empty();
        }
    }
}
