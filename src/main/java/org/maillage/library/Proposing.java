package org.maillage.library;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.web.Typed;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a DLA found on its own ground comes back to all: a proposal, and the answer of those who answer for the common tool. */
@Service
class Proposing {
    private final Tools tools;
    private final ToolFiles files;
    private final Proposals proposals;
    private final Writing writing;
    private final Moves moves;
    private final Network network;
    private final Clock clock;

    Proposing(
            Tools tools,
            ToolFiles files,
            Proposals proposals,
            Writing writing,
            Moves moves,
            Network network,
            Clock clock) {
        this.tools = tools;
        this.files = files;
        this.proposals = proposals;
        this.writing = writing;
        this.moves = moves;
        this.network = network;
        this.clock = clock;
    }

    /** @throws NotFound when there is no such proposal to {@code common} */
    ProposedChange read(UUID common, UUID id, Member by) {
        return read(writing.readable(common, by), id);
    }

    private ProposedChange read(Tool common, UUID id) {
        Proposal proposal = proposals
                .find(id)
                .filter(p -> p.common().equals(common.id()))
                .orElseThrow(() -> new NotFound("proposal"));
        ToolForm base = ToolForm.of(
                tools.version(common.id(), proposal.base()).orElseThrow().content());
        ToolForm proposed = ToolForm.of(tools.version(proposal.variant(), proposal.variantVersion())
                .orElseThrow()
                .content());
        // Its name and its licence are the common tool's own: a variant may well be called otherwise.
        for (ToolField own : List.of(ToolField.TITLE, ToolField.LICENCE)) proposed = proposed.with(own, base.get(own));
        return new ProposedChange(
                proposal,
                common,
                new ToolMerge(base, ToolForm.of(common.content()), proposed),
                changed(files(proposal), files.of(common.id())));
    }

    /** The variant's files as they stood in the proposed version. */
    private List<ToolFile> files(Proposal proposal) {
        return files.all(proposal.variant()).stream()
                .flatMap(f -> f.in(proposal.variantVersion()).stream()
                        .map(v -> new ToolFile(f.id(), f.tool(), f.origin(), List.of(v), null, null)))
                .toList();
    }

    /** What the variant brings; a file that it left out is no proposal to take it off the common tool. */
    private static List<FileDifference> changed(List<ToolFile> variant, List<ToolFile> common) {
        return FileDifference.between(variant, common).stream()
                .filter(d -> d.ours() != null)
                .toList();
    }

    /**
     * Proposes a variant as it stands.
     *
     * @param typed why, in a few words for the authors
     * @throws Refused when it is the same as the common tool, or already proposed
     */
    @Transactional
    Proposal propose(UUID id, String typed, Member by) {
        Tool variant = writing.writing(id, by);
        if (!variant.variant()) throw new NotFound("variant");
        Tool common = tools.find(variant.commonId())
                .filter(t -> !t.deleted())
                .orElseThrow(() -> new Refused("", "library.proposal.gone"));
        String message = Typed.text(typed);
        if (message.isEmpty()) throw new Refused("message", "library.proposal.message.none");
        if (message.length() > Proposal.LONGEST) throw new Refused("message", "library.long", Proposal.LONGEST);
        boolean same = variant.content().titled(common.content().title()).equals(common.content())
                && changed(files.of(id), files.of(common.id())).isEmpty();
        if (same) throw new Refused("message", "library.proposal.same");
        UUID proposal = UUID.randomUUID();
        if (!proposals.add(proposal, variant, message, clock.instant()))
            throw new Refused("message", "library.proposal.twice");
        Proposal made = proposals.find(proposal).orElseThrow();
        moves.tell(
                common.authors(),
                "library.proposal",
                made.key(),
                "library.notice.proposed",
                List.of(name(variant.dla()), common.content().title()),
                made.path());
        return made;
    }

    /**
     * Takes a proposal up: the common tool's next version, and the DLA that proposed it answers for it, too.
     *
     * @param seen version of the common tool that was on the page
     * @param content as decided
     * @throws NotFound when {@code by} does not answer for the common tool
     * @throws StaleVersion when it moved since, or the proposal has its answer
     * @throws Refused when a file that would change is out for editing
     */
    @Transactional
    Tool accept(UUID common, UUID id, int seen, ToolContent content, boolean takeFiles, Member by) {
        ProposedChange read = read(answering(common, by), id);
        Tool tool = read.common();
        if (tool.version() != seen) throw new StaleVersion(common);
        Proposal proposal = read.proposal();
        decide(proposal, Proposal.State.ACCEPTED, "");
        if (takeFiles) read.files().forEach(f -> bring(f, tool, proposal.dla()));
        var authors = new ArrayList<DlaId>(tool.authors());
        if (!authors.contains(proposal.dla())) {
            authors.add(proposal.dla());
            tools.authors(common, authors);
        }
        Tool now = moves.written(
                tool, content, proposal.dla(), ToolVersion.What.ACCEPTED, Writing.shortened(proposal.message()));
        // The variant has taken up what its own proposal made, unless the common tool had gone on meanwhile.
        if (proposal.base() == seen) tools.rebase(proposal.variant(), now.version());
        answered(proposal, tool, "library.notice.accepted");
        return now;
    }

    /** @throws Refused without a word of answer */
    @Transactional
    void decline(UUID common, UUID id, String typed, Member by) {
        ProposedChange read = read(answering(common, by), id);
        String answer = Typed.text(typed);
        if (answer.isEmpty()) throw new Refused("answer", "library.proposal.answer.none");
        if (answer.length() > Proposal.LONGEST) throw new Refused("answer", "library.long", Proposal.LONGEST);
        decide(read.proposal(), Proposal.State.DECLINED, answer);
        answered(read.proposal(), read.common(), "library.notice.declined");
    }

    /** The DLA that proposed takes it back. */
    @Transactional
    void withdraw(UUID common, UUID id, Member by) {
        Proposal proposal = proposals
                .find(id)
                .filter(p -> p.common().equals(common) && by.runs(p.dla()))
                .orElseThrow(() -> new NotFound("proposal"));
        decide(proposal, Proposal.State.WITHDRAWN, "");
    }

    /** What waits for an answer goes with the tool that goes into the bin. */
    void withdrawAll(UUID tool) {
        proposals.open(tool).forEach(p -> decide(p, Proposal.State.WITHDRAWN, ""));
    }

    private Tool answering(UUID common, Member by) {
        return tools.lock(common)
                .filter(t -> !t.deleted() && t.answeredForBy(by))
                .orElseThrow(() -> new NotFound("tool"));
    }

    private void decide(Proposal proposal, Proposal.State state, String answer) {
        if (!proposals.answer(proposal.id(), state, answer, clock.instant())) throw new StaleVersion(proposal.id());
        moves.withdraw(proposal.key());
    }

    private void bring(FileDifference difference, Tool common, DlaId by) {
        ToolFile ours = java.util.Objects.requireNonNull(difference.ours());
        @Nullable ToolFile theirs = difference.common();
        UUID file = ours.latest().file().id();
        int cameIn = common.version() + 1;
        Instant now = clock.instant();
        if (theirs == null) files.origin(ours.id(), files.add(common.id(), null, file, cameIn, by, now));
        else {
            if (theirs.out() != null)
                throw new Refused(
                        "", "library.out.taken", theirs.latest().file().name());
            files.add(theirs.id(), theirs.latest().number() + 1, file, cameIn, by, now);
        }
    }

    private void answered(Proposal proposal, Tool common, String message) {
        moves.tell(
                List.of(proposal.dla()),
                "library.proposal",
                proposal.key() + ":answer",
                message,
                List.of(common.content().title()),
                proposal.path());
    }

    private String name(DlaId dla) {
        return network.dla(dla).map(Dla::name).orElse(dla.slug());
    }
}
