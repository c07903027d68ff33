package org.maillage.library;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.maillage.files.Files;
import org.maillage.files.StoredFile;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Member;
import org.maillage.network.Network;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tools to tell tests about; scanned into every test context. */
@Component
public class ToolStories {
    private final Writing writing;
    private final Keeping keeping;
    private final Varying varying;
    private final Attaching attaching;
    private final Tools tools;
    private final Files files;
    private final Network network;
    private final TransactionTemplate transaction;

    ToolStories(
            Writing writing,
            Keeping keeping,
            Varying varying,
            Attaching attaching,
            Tools tools,
            Files files,
            Network network,
            TransactionTemplate transaction) {
        this.writing = writing;
        this.keeping = keeping;
        this.varying = varying;
        this.attaching = attaching;
        this.tools = tools;
        this.files = files;
        this.network = network;
        this.transaction = transaction;
    }

    public static ToolContent content(String title, String text) {
        return new ToolContent(
                title,
                "Conduire un premier entretien.",
                List.of(Step.WELCOME),
                List.of(Domain.STRATEGY),
                Licence.NETWORK,
                text,
                List.of(new ToolContent.Link("Le site", "https://example.org/")),
                List.of("entretien", "trame"));
    }

    /** A person of the demonstration, as they act. */
    public Member person(String account) {
        return network.personByAccount(account).orElseThrow().member();
    }

    public Tool draft(Member by, String title, String text) {
        return writing.create(content(title, text), Writing.dla(by), List.of());
    }

    public Tool common(Member by, String title, String text) {
        Tool draft = draft(by, title, text);
        keeping.move(draft.id(), draft.version(), ToolState.COMMON, by);
        return now(draft);
    }

    public Tool variant(Tool common, Member by) {
        return varying.make(common.id(), by);
    }

    public Tool saved(Tool tool, ToolContent content, Member by) {
        return writing.save(tool.id(), tool.version(), content, "", by);
    }

    /** Saves another text over what stands. */
    public Tool written(Tool tool, String text, Member by) {
        Tool now = now(tool);
        ToolContent was = now.content();
        return writing.save(now.id(), now.version(), content(was.title(), text), "", by);
    }

    public Tool now(Tool tool) {
        return tools.find(tool.id()).orElseThrow();
    }

    public StoredFile stored(String name, String text) {
        return files.storeOwn(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Attaches a file and says which it is. */
    public UUID attached(Tool tool, String name, String text, Member by) {
        return Objects.requireNonNull(transaction.execute(t -> {
            attaching.attach(tool.id(), List.of(stored(name, text)), by);
            return attaching.of(tool.id()).getLast().id();
        }));
    }
}
