package org.maillage.files;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How many points a picture says it has, read from its header: no picture is decoded to learn it. */
record PictureSize(int width, int height) {
    /** 100 million points: above what any telephone takes, below what fills a reader's memory. */
    static final long MOST = 100_000_000;

    long area() {
        return (long) width * height;
    }

    /** Empty when the header is broken. */
    static Optional<PictureSize> of(Path content, FileType type) throws IOException {
        try (var in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(content)))) {
            PictureSize size = type == FileType.PNG ? png(in) : jpeg(in);
            return size.width > 0 && size.height > 0 ? Optional.of(size) : Optional.empty();
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    /** PNG, section 11.2.1: the header is always the first chunk. */
    private static PictureSize png(DataInputStream in) throws IOException {
        in.skipNBytes(16);
        return new PictureSize(in.readInt(), in.readInt());
    }

    /** JPEG, ITU T.81 annex B: the frame header is one of SOF0 to SOF15, which are not DHT, JPG or DAC. */
    private static PictureSize jpeg(DataInputStream in) throws IOException {
        in.skipNBytes(2);
        while (true) {
            int marker = in.readUnsignedByte();
            if (marker != 0xff) return new PictureSize(0, 0);
            while (marker == 0xff) marker = in.readUnsignedByte();
            if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd7) continue;
            int length = in.readUnsignedShort();
            if (length < 2 || marker == 0xda) return new PictureSize(0, 0);
            if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                in.skipNBytes(1);
                int height = in.readUnsignedShort();
                return new PictureSize(in.readUnsignedShort(), height);
            }
            in.skipNBytes(length - 2);
        }
    }
}
