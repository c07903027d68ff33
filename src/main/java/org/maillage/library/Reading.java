package org.maillage.library;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.files.Readings;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.network.Network;
import org.maillage.platform.Paris;
import org.maillage.web.TextDiff;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts the page of a tool together. */
@Service
class Reading {
    private final Tools tools;
    private final ToolFiles files;
    private final Readings readings;
    private final Proposals proposals;
    private final Noting noting;
    private final Writing writing;
    private final Network network;
    private final Clock clock;

    Reading(
            Tools tools,
            ToolFiles files,
            Readings readings,
            Proposals proposals,
            Noting noting,
            Writing writing,
            Network network,
            Clock clock) {
        this.tools = tools;
        this.files = files;
        this.readings = readings;
        this.proposals = proposals;
        this.noting = noting;
        this.writing = writing;
        this.network = network;
        this.clock = clock;
    }

    /** One state of the database, whatever others do meanwhile. */
    @Transactional(readOnly = true, isolation = org.springframework.transaction.annotation.Isolation.REPEATABLE_READ)
    public ToolPage page(UUID id, Member reader) {
        Tool tool = writing.readable(id, reader);
        List<ToolFile> own = files.of(id);
        @Nullable
        Tool common = tool.variant()
                ? tools.find(tool.commonId()).filter(t -> !t.deleted()).orElse(null)
                : null;
        return new ToolPage(
                tool,
                names(),
                reader,
                own,
                readings.of(own.stream().map(f -> f.latest().file()).toList()),
                noting.of(id),
                common,
                tool.common() ? tools.variants(id) : List.of(),
                tool.common() || tool.variant() ? proposals.open(id) : List.of(),
                tool.variant() ? proposals.last(id).filter(p -> !p.open()) : Optional.empty(),
                common == null
                        ? null
                        : TextDiff.of(common.content().text(), tool.content().text()),
                common == null ? List.of() : fields(common.content(), tool.content()),
                common == null ? List.of() : FileDifference.between(own, files.of(common.id())),
                clock.instant().atZone(Paris.ZONE).toLocalDate());
    }

    Names names() {
        return new Names(network.dlas());
    }

    /** The fields beside the text in which two contents differ. */
    static List<ToolField> fields(ToolContent one, ToolContent other) {
        var a = ToolForm.of(one);
        var b = ToolForm.of(other);
        return Arrays.stream(ToolField.values())
                .filter(f -> f != ToolField.TEXT && !a.get(f).equals(b.get(f)))
                .toList();
    }

    Comparison compare(UUID id, int from, int to, Member reader) {
        Tool tool = writing.readable(id, reader);
        ToolVersion one = version(id, from);
        ToolVersion other = version(id, to);
        return new Comparison(
                tool,
                one,
                other,
                TextDiff.of(one.content().text(), other.content().text()),
                fields(one.content(), other.content()));
    }

    ToolVersion version(UUID id, int number) {
        return tools.version(id, number).orElseThrow(() -> new NotFound("version"));
    }

    List<ToolVersion> versions(UUID id) {
        return tools.versions(id);
    }

    List<ToolFile> files(UUID id) {
        return files.of(id);
    }

    List<ToolFile> allFiles(UUID id) {
        return files.all(id);
    }

    List<Tool> bin(Member reader) {
        return reader.dla() == null ? List.of() : tools.bin(reader.dla());
    }
}
