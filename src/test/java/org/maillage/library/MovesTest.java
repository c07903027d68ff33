package org.maillage.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Member;
import org.maillage.network.Network;
import org.maillage.notifications.Notification;
import org.maillage.notifications.Notifications;
import org.maillage.testing.MaillageTest;
import org.maillage.web.Languages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told what when a tool moves. */
@MaillageTest
class MovesTest {
    @Autowired
    ToolStories given;

    @Autowired
    Tools tools;

    @Autowired
    ToolEntries entries;

    @Autowired
    Network network;

    @Autowired
    Languages languages;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private final List<Notification> told = new ArrayList<>();
    private final List<String> withdrawn = new ArrayList<>();

    private Moves moves() {
        var heard = new Notifications() {
            @Override
            public void tell(Notification notification) {
                told.add(notification);
            }

            @Override
            public void withdraw(String key) {
                withdrawn.add(key);
            }
        };
        return new Moves(
                tools,
                entries,
                network,
                new ObjectProvider<Notifications>() {
                    @Override
                    public Notifications getObject() {
                        return heard;
                    }
                },
                clock);
    }

    @Test
    void the_officers_of_each_variants_dla_are_told_once_until_they_have_taken_it_up() {
        Member marne = given.person("marne-1");
        Tool common = given.common(marne, "Guide partagé", "Un.");
        Tool aube = given.variant(common, given.person("aube-1"));
        Tool ardennes = given.variant(common, given.person("ardennes-1"));

        Tool second = written(common, "Deux.", marne);
        written(second, "Trois.", marne);

        assertThat(told.stream().map(Notification::recipient).distinct())
                .containsExactlyInAnyOrder(
                        given.person("aube-1").id(),
                        given.person("ardennes-1").id(),
                        given.person("ardennes-2").id());
        // Said twice under one key: « the same key twice is told once ».
        assertThat(told.stream().map(Notification::key).distinct())
                .containsExactlyInAnyOrder(Moves.moved(aube), Moves.moved(ardennes));
        Notification one = told.getFirst();
        assertThat(languages.french().localize(one.message(), one.arguments().toArray()))
                .contains("Guide partagé");
        assertThat(languages.french().localize("notifications.topic." + one.topic()))
                .isNotBlank();
        assertThat(one.path()).startsWith("/espace/outils/");
    }

    @Test
    void a_draft_or_a_variant_that_moves_tells_nobody() {
        Member marne = given.person("marne-1");
        written(given.draft(marne, "Brouillon", "Un."), "Deux.", marne);
        written(given.variant(given.common(marne, "Commun", "Un."), marne), "Deux.", marne);
        assertThat(told).isEmpty();
    }

    private Tool written(Tool tool, String text, Member by) {
        return Objects.requireNonNull(transaction.execute(t -> moves().written(
                        tool,
                        ToolStories.content(tool.content().title(), text),
                        Writing.dla(by),
                        ToolVersion.What.WRITTEN,
                        "")));
    }
}
