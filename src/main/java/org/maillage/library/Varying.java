package org.maillage.library;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.StaleVersion;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A DLA's own version of a common tool: made in one click, told when the common tool moves, brought up to it when the DLA wants. */
@Service
class Varying {
    private final Tools tools;
    private final ToolFiles files;
    private final Writing writing;
    private final Moves moves;
    private final Clock clock;

    Varying(Tools tools, ToolFiles files, Writing writing, Moves moves, Clock clock) {
        this.tools = tools;
        this.files = files;
        this.writing = writing;
        this.moves = moves;
        this.clock = clock;
    }

    /** The variant of {@code by}'s DLA: made now, or the one that it has. */
    @Transactional
    Tool make(UUID common, Member by) {
        DlaId dla = Writing.dla(by);
        Tool model = tools.lock(common).filter(t -> t.common() && !t.deleted()).orElseThrow(() -> new NotFound("tool"));
        Optional<Tool> known =
                tools.variants(common).stream().filter(v -> v.dla().equals(dla)).findFirst();
        if (known.isPresent()) return known.get();
        Instant now = clock.instant();
        var variant = new Tool(
                UUID.randomUUID(),
                dla,
                List.of(dla),
                ToolState.VARIANT,
                1,
                model.content(),
                common,
                model.version(),
                null,
                now,
                now,
                null);
        tools.add(variant, "");
        for (ToolFile file : files.of(common))
            files.add(variant.id(), file.id(), file.latest().file().id(), 1, dla, now);
        moves.indexed(variant);
        return variant;
    }

    /** @throws NotFound when {@code by} may not write it, it is no variant, or its common tool lies in the bin */
    VariantPair pair(UUID variant, Member by) {
        return pair(writing.writable(variant, by));
    }

    private VariantPair pair(Tool variant) {
        if (!variant.variant()) throw new NotFound("variant");
        Tool common =
                tools.find(variant.commonId()).filter(t -> !t.deleted()).orElseThrow(() -> new NotFound("common tool"));
        ToolVersion base = tools.version(common.id(), variant.baseVersion()).orElseThrow();
        return new VariantPair(variant, common, ToolForm.of(base.content()));
    }

    /**
     * Takes up what moved in the common tool.
     *
     * @param seen version of the variant that was on the page, {@code commonSeen} that of the common tool
     * @param content the variant as it shall be
     * @param takeFiles whether files that the variant left as they were follow, too
     * @throws StaleVersion when either moved since
     */
    @Transactional
    Tool catchUp(UUID id, int seen, int commonSeen, ToolContent content, boolean takeFiles, Member by) {
        // The common tool first: everybody locks in this order.
        tools.lock(
                writing.writable(id, by).variant()
                        ? tools.find(id).orElseThrow().commonId()
                        : id);
        VariantPair pair = pair(writing.writing(id, by));
        if (pair.variant().version() != seen || pair.common().version() != commonSeen) throw new StaleVersion(id);
        boolean moved = takeFiles && follow(pair, by);
        Tool now = pair.variant();
        if (moved || !now.content().equals(content))
            now = moves.written(
                    now,
                    content,
                    now.dla(),
                    ToolVersion.What.CAUGHT_UP,
                    Integer.toString(pair.common().version()));
        moves.withdraw(Moves.moved(pair.variant()));
        tools.rebase(id, pair.common().version());
        return now;
    }

    /** The files of the common tool that changed and that the variant left as they were; whether there was one. */
    private boolean follow(VariantPair pair, Member by) {
        List<ToolFile> ours = files.of(pair.variant().id());
        int cameIn = pair.variant().version() + 1;
        Instant now = clock.instant();
        boolean moved = false;
        for (ToolFile theirs : files.of(pair.common().id())) {
            Optional<ToolFile.Version> was = theirs.in(pair.variant().baseVersion());
            if (was.isPresent() && was.get().number() == theirs.latest().number()) continue;
            @Nullable
            ToolFile mine = ours.stream()
                    .filter(f -> theirs.id().equals(f.origin()))
                    .findFirst()
                    .orElse(null);
            UUID file = theirs.latest().file().id();
            if (mine == null) {
                if (was.isPresent() || ours.size() >= Attaching.MOST) continue; // the variant took it off; or is full
                files.add(
                        pair.variant().id(),
                        theirs.id(),
                        file,
                        cameIn,
                        pair.variant().dla(),
                        now);
            } else {
                boolean untouched = was.isPresent()
                        && mine.latest().file().digest().equals(was.get().file().digest());
                boolean out = mine.out() != null && !by.runs(mine.out().dla());
                if (!untouched || out || FileDifference.same(mine, theirs)) continue;
                files.add(
                        mine.id(),
                        mine.latest().number() + 1,
                        file,
                        cameIn,
                        pair.variant().dla(),
                        now);
            }
            moved = true;
        }
        return moved;
    }
}
