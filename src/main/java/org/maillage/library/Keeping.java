package org.maillage.library;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.network.NetworkRules;
import org.maillage.platform.Paris;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What those who answer for a tool decide: its state, its authors, whether it still holds, its end. */
@Service
class Keeping {
    private final Tools tools;
    private final ToolFiles files;
    private final Proposing proposing;
    private final Moves moves;
    private final Network network;
    private final NetworkRules rules;
    private final Clock clock;

    Keeping(
            Tools tools,
            ToolFiles files,
            Proposing proposing,
            Moves moves,
            Network network,
            NetworkRules rules,
            Clock clock) {
        this.tools = tools;
        this.files = files;
        this.proposing = proposing;
        this.moves = moves;
        this.network = network;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Makes a draft common, a common tool a draft again, or a variant a draft of its own.
     *
     * @param seen version that was on the page: nobody makes common what they have not read
     * @throws Refused when it is empty, or variants stand on it
     */
    @Transactional
    void move(UUID id, int seen, ToolState target, Member by) {
        Tool tool = answered(id, by);
        if (tool.version() != seen) throw new StaleVersion(id);
        if (tool.state() == target) return; // a second click
        tool.state().to(target);
        if (target == ToolState.COMMON
                && tool.content().text().isEmpty()
                && files.of(id).isEmpty()) throw new Refused("", "library.common.empty");
        if (tool.common() && !tools.variants(id).isEmpty()) throw new Refused("", "library.state.variants");
        if (tool.common() || tool.variant()) proposing.withdrawAll(id);
        if (tool.variant()) moves.withdraw(Moves.moved(tool));
        tools.move(id, target, target == ToolState.COMMON ? next() : null, clock.instant());
        moves.indexed(moves.find(id));
    }

    /** A common tool has been read again and still holds. */
    @Transactional
    void review(UUID id, Member by) {
        if (!answered(id, by).common()) throw new NotFound("common tool");
        tools.review(id, next());
    }

    /**
     * Says which DLAs answer for it; those who did not stay no longer decide.
     *
     * @throws Refused when nobody would be left, or it is a variant, which is its DLA's own
     */
    @Transactional
    void authors(UUID id, Collection<DlaId> authors, Member by) {
        Tool tool = answered(id, by);
        if (tool.variant()) throw new Refused("authors", "library.authors.variant");
        List<DlaId> known =
                network.dlas().stream().map(Dla::id).filter(authors::contains).toList();
        if (known.isEmpty()) throw new Refused("authors", "library.authors.none");
        tools.authors(id, known);
        moves.indexed(moves.find(id));
    }

    /** Puts it into the bin, from which it can come back for thirty days. */
    @Transactional
    void bin(UUID id, Member by) {
        Tool tool = tools.lock(id).filter(t -> t.answeredForBy(by)).orElseThrow(() -> new NotFound("tool"));
        if (tool.deleted()) return;
        proposing.withdrawAll(id);
        files.of(id).forEach(file -> files.release(file.id()));
        if (tool.variant()) moves.withdraw(Moves.moved(tool));
        tools.bin(id, clock.instant());
        moves.indexed(moves.find(id));
    }

    /** @throws Refused when the DLA has made another variant of the same tool meanwhile */
    @Transactional
    void restore(UUID id, Member by) {
        Tool tool = tools.lock(id).filter(t -> t.answeredForBy(by)).orElseThrow(() -> new NotFound("tool"));
        if (!tool.deleted()) return;
        if (tool.variant()
                && tools.variants(tool.commonId()).stream()
                        .anyMatch(v -> v.dla().equals(tool.dla()))) throw new Refused("", "library.bin.twin");
        tools.bin(id, null);
        moves.indexed(moves.find(id));
    }

    private Tool answered(UUID id, Member by) {
        return tools.lock(id).filter(t -> !t.deleted() && t.answeredForBy(by)).orElseThrow(() -> new NotFound("tool"));
    }

    private LocalDate next() {
        return clock.instant().atZone(Paris.ZONE).toLocalDate().plus(rules.review());
    }
}
