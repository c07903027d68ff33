package org.maillage.files;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.maillage.web.Texts;

/**
 * A file that the platform keeps.
 *
 * @param name safe to show and to save under: no path, no control or direction character, its ending fits its type
 * @param size in bytes
 * @param digest SHA-256 of the content, in hexadecimal digits
 */
public record StoredFile(UUID id, String name, FileType type, long size, String digest) {

    /** {@code 12 Ko}, {@code 1,4 Mo}. */
    public String sizeIn(Texts t) {
        if (size < 1_000) return t.localize("files.size.bytes", size);
        if (size < 1_000_000) return t.localize("files.size.kilo", (size + 500) / 1_000);
        return t.localize(
                "files.size.mega", t.number(BigDecimal.valueOf(size, 6).setScale(1, RoundingMode.HALF_UP)));
    }
}
