package org.maillage.library;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.maillage.files.Files;
import org.maillage.files.StoredFile;
import org.maillage.files.Uploads;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violation;
import org.maillage.network.NetworkRules;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** The files of a tool: attached, replaced, taken out for editing, put back, taken off. Each change is a version of the tool. */
@Service
public class Attaching {
    /** The form's field, for refusals. */
    public static final String FIELD = "files";

    public static final int MOST = 30;
    private final Writing writing;
    private final ToolFiles files;
    private final Uploads uploads;
    private final Moves moves;
    private final NetworkRules rules;
    private final Clock clock;

    Attaching(Writing writing, ToolFiles files, Uploads uploads, Moves moves, NetworkRules rules, Clock clock) {
        this.writing = writing;
        this.files = files;
        this.uploads = uploads;
        this.moves = moves;
        this.rules = rules;
        this.clock = clock;
    }

    /** The files that a tool has now. */
    public List<ToolFile> of(UUID tool) {
        return files.of(tool);
    }

    /**
     * Attaches stored files, all of them in one version of the tool; part of the caller's transaction.
     *
     * @param stored files that are attached to nothing else
     * @throws NotFound when {@code by} may not write the tool
     * @throws Refused when it would have more than {@link #MOST}
     */
    @Transactional
    public Tool attach(UUID tool, List<StoredFile> stored, Member by) {
        Tool found = writing.writing(tool, by);
        if (stored.isEmpty()) return found;
        if (files.of(tool).size() + stored.size() > MOST) throw new Refused(FIELD, "library.files.most", MOST);
        Instant now = clock.instant();
        DlaId dla = Writing.dla(by);
        for (StoredFile file : stored) files.add(tool, null, file.id(), found.version() + 1, dla, now);
        return changed(found, by, names(stored));
    }

    /**
     * Attaches what a form brought, each file on its own: a wrong one does not send the others back.
     *
     * @param ids of finished uploads
     * @return one sentence a file that could not be attached
     * @throws Refused when the tool would have more than {@link #MOST}: nothing is attached, uploads still wait
     */
    @Transactional
    public List<Violation> receive(UUID tool, List<UUID> ids, List<MultipartFile> direct, Member by) {
        writing.writing(tool, by);
        var received = uploads.receive(ids, direct, FIELD, Files.LARGE, by);
        if (received.files().isEmpty() && received.refused().isEmpty()) throw new Refused(FIELD, "library.files.none");
        attach(tool, received.files(), by);
        return received.refused();
    }

    /**
     * Puts the first file that a form brought in as the next version; whatever fails, nothing of it stays.
     *
     * @throws Refused when there is none, it may not be kept, or {@link #replace} refuses it
     */
    @Transactional
    public void receiveVersion(UUID tool, UUID slot, int seen, List<UUID> ids, List<MultipartFile> direct, Member by) {
        writing.writing(tool, by);
        var received = uploads.receive(ids, direct, FIELD, Files.LARGE, by);
        if (!received.refused().isEmpty()) throw new Refused(received.refused());
        if (received.files().size() != 1) throw new Refused(FIELD, "library.files.one");
        replace(tool, slot, seen, received.files().getFirst(), by);
    }

    /** Takes a file off the tool; its versions stay in the tool's history. Refused while somebody else has it out. */
    @Transactional
    public Tool detach(UUID tool, UUID slot, Member by) {
        Tool found = writing.writing(tool, by);
        ToolFile file = file(tool, slot);
        inNobodyElsesHands(file, by);
        files.remove(slot, found.version() + 1, clock.instant());
        return changed(found, by, file.latest().file().name());
    }

    /** Brings back a file that was taken off, as it stood. */
    @Transactional
    Tool reattach(UUID tool, UUID slot, Member by) {
        Tool found = writing.writing(tool, by);
        ToolFile file = anyFile(tool, slot);
        if (!file.removed()) return found;
        if (files.of(tool).size() >= MOST) throw new Refused(FIELD, "library.files.most", MOST);
        files.returned(slot);
        // A version of its own, so that the history tells when it was there.
        files.add(
                slot,
                file.latest().number() + 1,
                file.latest().file().id(),
                found.version() + 1,
                Writing.dla(by),
                clock.instant());
        return changed(found, by, file.latest().file().name());
    }

    /**
     * Puts another version of a file in, and with it the file back when {@code by}'s DLA has it out.
     *
     * @param seen number of the version that the writer started from
     * @throws Refused when somebody else has it out, or put a version in since
     */
    @Transactional
    public Tool replace(UUID tool, UUID slot, int seen, StoredFile stored, Member by) {
        Tool found = writing.writing(tool, by);
        ToolFile file = file(tool, slot);
        inNobodyElsesHands(file, by);
        if (file.latest().number() != seen)
            throw new Refused(FIELD, "library.files.newer", file.latest().number());
        files.add(slot, seen + 1, stored.id(), found.version() + 1, Writing.dla(by), clock.instant());
        files.release(slot);
        return changed(found, by, stored.name());
    }

    /** An earlier version of a file comes back as the next one. */
    @Transactional
    Tool restore(UUID tool, UUID slot, int number, Member by) {
        Tool found = writing.writing(tool, by);
        ToolFile file = file(tool, slot);
        inNobodyElsesHands(file, by);
        ToolFile.Version earlier = file.versions().stream()
                .filter(v -> v.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound("version"));
        if (earlier.file().digest().equals(file.latest().file().digest())) return found;
        files.add(
                slot,
                file.latest().number() + 1,
                earlier.file().id(),
                found.version() + 1,
                Writing.dla(by),
                clock.instant());
        return changed(found, by, earlier.file().name());
    }

    /**
     * Takes a file out for editing, until the network's time for it is over.
     *
     * @throws Refused when somebody else was faster
     */
    @Transactional
    void takeOut(UUID tool, UUID slot, Member by) {
        writing.writing(tool, by);
        ToolFile file = file(tool, slot);
        Instant now = clock.instant();
        if (!files.takeOut(slot, by.id(), Writing.dla(by), now, now.plus(rules.checkOut())))
            throw new Refused(FIELD, "library.out.taken", file.latest().file().name());
    }

    /** Gives a file back without a new version: who took it, or a colleague of the same DLA. */
    @Transactional
    void release(UUID tool, UUID slot, Member by) {
        writing.writing(tool, by);
        ToolFile file = file(tool, slot);
        inNobodyElsesHands(file, by);
        files.release(slot);
    }

    private Tool changed(Tool tool, Member by, String names) {
        return moves.written(tool, tool.content(), Writing.dla(by), ToolVersion.What.FILES, Writing.shortened(names));
    }

    private ToolFile file(UUID tool, UUID slot) {
        ToolFile file = anyFile(tool, slot);
        if (file.removed()) throw new NotFound("file");
        return file;
    }

    private ToolFile anyFile(UUID tool, UUID slot) {
        return files.all(tool).stream()
                .filter(f -> f.id().equals(slot))
                .findFirst()
                .orElseThrow(() -> new NotFound("file"));
    }

    private static void inNobodyElsesHands(ToolFile file, Member by) {
        if (file.out() != null && !by.runs(file.out().dla()))
            throw new Refused(FIELD, "library.out.taken", file.latest().file().name());
    }

    private static String names(List<StoredFile> stored) {
        return String.join(", ", stored.stream().map(StoredFile::name).toList());
    }
}
