package org.maillage.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.maillage.files.Arrival;
import org.maillage.files.FileType;
import org.maillage.files.Files;
import org.maillage.files.Readings;
import org.maillage.files.StoredFile;
import org.maillage.files.Unfit;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violation;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes one file of an existing folder: a working draft of a DLA, called as the file is, with the names of the folders
 * above it as tags. Each file is one transaction: whatever stops the import, a file is taken whole or not at all.
 */
@Service
class Importing {
    private final Files files;
    private final Readings readings;
    private final Writing writing;
    private final Tools tools;
    private final Moves moves;
    private final ImportLedger ledger;
    private final TransactionTemplate transaction;
    private final Texts texts;

    Importing(
            Files files,
            Readings readings,
            Writing writing,
            Tools tools,
            Moves moves,
            ImportLedger ledger,
            TransactionTemplate transaction,
            Languages languages) {
        this.files = files;
        this.readings = readings;
        this.writing = writing;
        this.tools = tools;
        this.moves = moves;
        this.ledger = ledger;
        this.transaction = transaction;
        this.texts = languages.french(); // the report is for the network, whoever runs the command
    }

    /** What became of a file. */
    sealed interface Result {
        /** A tool was made of it. */
        record Taken() implements Result {}

        /** The same content stands elsewhere in the folder: one tool, with the tags of both places. */
        record Double() implements Result {}

        /** An import before this one has seen to it. */
        record Known() implements Result {}

        record NotTaken(String sentence) implements Result {}
    }

    /**
     * @param path the file
     * @param place the same within the folder, its parts in order
     */
    Result take(Path path, List<String> place, DlaId dla) {
        String name = place.getLast();
        String where = String.join("/", place);
        try (Arrival arrival = files.arrive(name, open(path), Files.LARGE)) {
            if (arrival.size() <= Files.LARGE) {
                Optional<ImportLedger.Line> before = ledger.find(where, arrival.digest());
                if (before.isPresent())
                    return before.get().refused().isEmpty()
                            ? new Result.Known()
                            : new Result.NotTaken(before.get().refused());
            }
            FileType type = files.admit(Attaching.FIELD, arrival);
            return Objects.requireNonNull(transaction.execute(t -> taken(arrival, type, where, place, dla)));
        } catch (Refused e) {
            return refused(e.violations().getFirst(), where, path);
        } catch (UncheckedIOException e) {
            return new Result.NotTaken(texts.localize(
                    e.getCause() instanceof NoSuchFileException ? "library.import.left" : "library.import.unreadable"));
        }
    }

    private Result taken(Arrival arrival, FileType type, String where, List<String> place, DlaId dla) {
        Optional<UUID> same = ledger.lock(arrival.digest());
        if (same.isPresent()) {
            tagged(same.get(), place, dla);
            ledger.taken(where, arrival.digest(), same.get());
            return new Result.Double();
        }
        StoredFile file = files.keep(arrival, type);
        readings.ask(file);
        Tool tool = writing.create(content(file, place), dla, List.of(file));
        ledger.taken(where, arrival.digest(), tool.id());
        return new Result.Taken();
    }

    /** A content that stands in several folders is found under the names of all. */
    private void tagged(UUID id, List<String> place, DlaId dla) {
        Tool tool = tools.lock(id).orElseThrow();
        if (tool.state() != ToolState.DRAFT) return; // the network has made it its own since
        ToolContent now = tool.content();
        var tags = new ArrayList<>(now.tags());
        for (String tag : ToolContent.tags(tags(place)))
            if (!tags.contains(tag) && tags.size() < ToolContent.MOST_TAGS) tags.add(tag);
        if (tags.equals(now.tags())) return;
        var wider = new ToolContent(
                now.title(), now.purpose(), now.steps(), now.domains(), now.licence(), now.text(), now.links(), tags);
        moves.written(tool, wider, dla, ToolVersion.What.WRITTEN, "");
    }

    private ToolContent content(StoredFile file, List<String> place) {
        String stem = file.name().substring(0, file.name().lastIndexOf('.'));
        String title = stem.replace('_', ' ').strip();
        String folder = String.join(" / ", place.subList(0, place.size() - 1));
        String purpose = folder.isBlank()
                ? texts.localize("library.import.purpose")
                : texts.localize("library.import.purpose.folder", folder);
        return new ToolContent(
                title.isEmpty() ? stem : title,
                cut(purpose, ToolContent.LONGEST_PURPOSE),
                List.of(),
                List.of(),
                Licence.NETWORK,
                "",
                List.of(),
                tags(place));
    }

    /** The nearest folders when there are more than tags. */
    private static List<String> tags(List<String> place) {
        List<String> folders = place.subList(0, place.size() - 1).stream()
                .map(folder -> cut(folder.replace('_', ' ').strip(), ToolContent.LONGEST_TAG)
                        .strip())
                .toList();
        return folders.subList(Math.max(0, folders.size() - ToolContent.MOST_TAGS), folders.size());
    }

    private Result refused(Violation why, String where, Path path) {
        String sentence = texts.localize(why);
        // A busy machine may check it in time tomorrow; one that is too large was not read to its end, and has no
        // digest.
        boolean forGood = !why.message().equals(Unfit.UNCHECKED.message())
                && !why.message().equals("files.tooBig");
        if (forGood) {
            try (Arrival arrival = files.arrive("", open(path), Files.LARGE)) {
                transaction.executeWithoutResult(t -> ledger.refused(where, arrival.digest(), sentence));
            }
        }
        return new Result.NotTaken(sentence);
    }

    private static InputStream open(Path path) {
        try {
            return java.nio.file.Files.newInputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
