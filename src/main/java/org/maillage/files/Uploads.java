package org.maillage.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;

/**
 * Files that come in pieces over connections that may be cut. Each piece is there or not; the last one makes the file,
 * checked and kept in one transaction; a form then takes it.
 */
@Service
public class Uploads {
    /** Field of the hidden inputs that name finished uploads, in forms made with {@code files/upload.jte}. */
    public static final String FIELD = "depots";

    static final int MOST_PENDING = 300;
    static final long MOST_PENDING_BYTES = 4L << 30;
    private final UploadRows rows;
    private final Files files;
    private final Readings readings;
    private final TransactionTemplate transaction;

    Uploads(UploadRows rows, Files files, Inspector inspector, Readings readings, TransactionTemplate transaction) {
        this.rows = rows;
        this.files = files;
        this.readings = readings;
        this.transaction = transaction;
    }

    /**
     * What a form brought.
     *
     * @param files kept, in the caller's transaction; theirs to link or to delete
     * @param refused one sentence a file that is not
     */
    public record Received(List<StoredFile> files, List<Violation> refused) {
        public Received {
            files = List.copyOf(files);
            refused = List.copyOf(refused);
        }
    }

    /**
     * Announces a file.
     *
     * @throws Refused before a byte is sent, when it is empty or too large, or when too much waits already
     */
    @Transactional
    Upload begin(String typedName, long size, Member by) {
        String shown = FileName.shown(typedName);
        if (size <= 0) throw new Refused(FIELD, "files.empty", shown);
        if (size > Files.LARGE) throw new Refused(FIELD, "files.tooBig", shown, Files.LARGE >> 20);
        var pending = rows.pending(by.id());
        if (pending.uploads() >= MOST_PENDING || pending.bytes() + size > MOST_PENDING_BYTES)
            throw new Refused(FIELD, "files.upload.tooMuch");
        return rows.add(by.id(), bounded(typedName), size);
    }

    /** @throws NotFound when it is not {@code by}'s, or gone */
    Upload find(UUID id, Member by) {
        return rows.find(id, by.id()).orElseThrow(() -> new NotFound("upload"));
    }

    /** Those of {@code ids} that are whole and wait to be taken: for a form that is shown again. */
    public List<Upload> waiting(Collection<UUID> ids, Member by) {
        return rows.find(ids, by.id()).stream().filter(Upload::kept).toList();
    }

    /**
     * Adds a piece. One that does not begin where the upload ends changes nothing: the answer says where it ends.
     *
     * @throws Refused when the piece goes beyond the announced size, or the whole file may not be kept: the upload is
     *     then gone
     */
    Upload append(UUID id, long offset, byte[] bytes, Member by) {
        Upload now = Objects.requireNonNull(transaction.execute(t -> {
            Upload upload = rows.lock(id, by.id()).orElseThrow(() -> new NotFound("upload"));
            if (upload.received() != offset || bytes.length == 0) return upload;
            if (offset + bytes.length > upload.size()) throw new Refused(FIELD, "files.upload.more");
            rows.append(upload, bytes);
            return find(id, by);
        }));
        return now.received() == now.size() && !now.kept() ? finish(now, by) : now;
    }

    /** Checks outside of any transaction, for it may take seconds; keeps inside of one. */
    private Upload finish(Upload upload, Member by) {
        try (Arrival arrival = files.arrive(upload.name(), rows.content(upload), Files.LARGE)) {
            if (arrival.size() != upload.size()) return find(upload.id(), by); // another tab has just finished it
            FileType type = files.admit(FIELD, arrival);
            return Objects.requireNonNull(transaction.execute(t -> {
                Upload locked = rows.lock(upload.id(), by.id()).orElseThrow(() -> new NotFound("upload"));
                if (locked.kept()) return locked;
                StoredFile file = files.keep(arrival, type);
                readings.ask(file);
                rows.kept(locked.id(), file.id());
                return find(locked.id(), by);
            }));
        } catch (Refused e) {
            abandon(upload.id(), by);
            throw e;
        }
    }

    /** Forgets an upload; nothing happens when it is not {@code by}'s. */
    void abandon(UUID id, Member by) {
        transaction.executeWithoutResult(t -> rows.delete(id, by.id()));
    }

    /**
     * What a form made with {@code files/upload.jte} brings: finished uploads, and files sent with the form itself where
     * there is no script. Each on its own: a wrong one does not send the others back.
     *
     * @param ids values of {@link #FIELD}
     * @param direct files of the form; null or empty ones are passed over
     * @param field where refusals are shown
     * @param most bytes a file
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Received receive(List<UUID> ids, @Nullable List<MultipartFile> direct, String field, long most, Member by) {
        var kept = new ArrayList<StoredFile>();
        var refused = new ArrayList<Violation>();
        for (UUID id : ids) {
            var file = rows.take(id, by.id()).flatMap(files::find);
            if (file.isEmpty()) refused.add(new Violation(field, "files.upload.gone", List.of()));
            else if (file.get().size() > most) {
                files.delete(file.get().id());
                refused.add(
                        new Violation(field, "files.tooBig", List.of(file.get().name(), most >> 20)));
            } else {
                readings.ask(file.get()); // holds its reading until the caller has written what its event must find
                kept.add(file.get());
            }
        }
        for (MultipartFile file : direct == null ? List.<MultipartFile>of() : direct) {
            String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            if (file.isEmpty() && name.isEmpty()) continue;
            try (InputStream content = file.getInputStream()) {
                StoredFile stored = files.store(field, name, content, most);
                readings.ask(stored);
                kept.add(stored);
            } catch (Refused e) {
                refused.addAll(e.violations());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Received(kept, refused);
    }

    /** What is stored must fit its column and hold nothing that PostgreSQL refuses; it is made safe when the file is made. */
    private static String bounded(String typedName) {
        String name = typedName.replace('\0', ' ').strip();
        if (name.isEmpty()) name = "document";
        int most = 255;
        return name.codePointCount(0, name.length()) <= most
                ? name
                : name.substring(name.offsetByCodePoints(name.length(), -most)); // its ending says its type
    }
}
