package org.maillage.files.apart;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * One answer, as it travels.
 *
 * @param content text in UTF-8 or a JPEG; empty unless {@code DONE}
 * @param shortened the text goes on where the content ends
 * @param width of the picture, in points; 0 otherwise
 */
public record Answer(Outcome outcome, byte[] content, boolean shortened, int width, int height) {
    /** More than the longest text or picture that the process apart gives. */
    private static final int MOST_BYTES = 4 << 20;

    public static Answer of(Outcome outcome) {
        return new Answer(outcome, new byte[0], false, 0, 0);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(outcome.name());
        out.writeBoolean(shortened);
        out.writeInt(width);
        out.writeInt(height);
        out.writeInt(content.length);
        out.write(content);
        out.flush();
    }

    /** Reads an answer from a process that may have been taken over: nothing it says is believed beyond its bounds. */
    public static Answer read(DataInputStream in) throws IOException {
        Outcome outcome;
        try {
            outcome = Outcome.valueOf(in.readUTF());
        } catch (IllegalArgumentException e) {
            throw new IOException("No outcome", e);
        }
        boolean shortened = in.readBoolean();
        int width = in.readInt();
        int height = in.readInt();
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) throw new IOException("Answer of " + length + " bytes");
        return new Answer(outcome, in.readNBytes(length), shortened, width, height);
    }
}
