package org.maillage.library;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.files.StoredFile;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.web.Typed;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes tools: a first version, and each one after. */
@Service
public class Writing {
    private final Tools tools;
    private final ToolFiles files;
    private final Moves moves;
    private final Clock clock;

    Writing(Tools tools, ToolFiles files, Moves moves, Clock clock) {
        this.tools = tools;
        this.files = files;
        this.moves = moves;
        this.clock = clock;
    }

    /**
     * Makes a working draft of {@code dla}, with what it begins with; part of the caller's transaction.
     *
     * @param stored files that are attached to nothing else
     */
    @Transactional
    public Tool create(ToolContent content, DlaId dla, List<StoredFile> stored) {
        if (stored.size() > Attaching.MOST) throw new Refused(Attaching.FIELD, "library.files.most", Attaching.MOST);
        Instant now = clock.instant();
        var tool = new Tool(
                UUID.randomUUID(), dla, List.of(dla), ToolState.DRAFT, 1, content, null, null, null, now, now, null);
        tools.add(tool, "");
        for (StoredFile file : stored) files.add(tool.id(), null, file.id(), 1, dla, now);
        moves.indexed(tool);
        return tool;
    }

    /** @throws NotFound when there is no such tool for {@code by}, who must be an officer or the facilitator */
    Tool readable(UUID id, Member by) {
        return tools.find(id).filter(t -> !t.deleted() || t.answeredForBy(by)).orElseThrow(() -> new NotFound("tool"));
    }

    /** @throws NotFound when {@code by} may not write it */
    Tool writable(UUID id, Member by) {
        return tools.find(id).filter(t -> t.writtenBy(by)).orElseThrow(() -> new NotFound("tool"));
    }

    /** The same, and nobody else writes it until the transaction ends. */
    Tool writing(UUID id, Member by) {
        return tools.lock(id).filter(t -> t.writtenBy(by)).orElseThrow(() -> new NotFound("tool"));
    }

    /**
     * Keeps another text as the next version; the same text again makes none.
     *
     * @param seen version that the writer had before their eyes
     * @param note what changed, in a few words; may be empty
     * @throws StaleVersion when somebody else saved since
     */
    @Transactional
    public Tool save(UUID id, int seen, ToolContent content, String note, Member by) {
        Tool tool = writing(id, by);
        if (tool.version() != seen) throw new StaleVersion(id);
        if (tool.content().equals(content)) return tool;
        return moves.written(tool, content, dla(by), ToolVersion.What.WRITTEN, note(note));
    }

    /** The text of version {@code number} comes back as the next version; files stay as they are. */
    @Transactional
    public Tool restore(UUID id, int seen, int number, Member by) {
        Tool tool = writing(id, by);
        if (tool.version() != seen) throw new StaleVersion(id);
        ToolVersion earlier = tools.version(id, number).orElseThrow(() -> new NotFound("version"));
        if (tool.content().equals(earlier.content())) return tool;
        return moves.written(
                tool, earlier.content(), dla(by), ToolVersion.What.RESTORED, Integer.toString(earlier.number()));
    }

    static String note(String typed) {
        String note = Typed.line(typed);
        if (note.length() > ToolVersion.LONGEST_NOTE)
            throw new Refused("note", "library.long", ToolVersion.LONGEST_NOTE);
        return note;
    }

    /** A word of the platform's own as a note, however long what it says. */
    static String shortened(String text) {
        return text.length() <= ToolVersion.LONGEST_NOTE ? text : text.substring(0, ToolVersion.LONGEST_NOTE - 1) + "…";
    }

    /** The DLA of an officer; everybody else has been refused before. */
    static DlaId dla(Member by) {
        @Nullable DlaId dla = by.dla();
        if (dla == null) throw new NotFound("tool");
        return dla;
    }
}
