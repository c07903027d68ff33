package org.maillage.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.files.FileTextExtracted;
import org.maillage.home.Desk;
import org.maillage.identity.PersonalData;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.network.Network;
import org.maillage.network.PersonLeft;
import org.maillage.search.Entry;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.traces.Purge;
import org.maillage.web.Languages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The life of tools on a real PostgreSQL, with all that two people do at once. */
@MaillageTest
class LibraryTest {
    @Autowired
    ToolStories given;

    @Autowired
    Writing writing;

    @Autowired
    Attaching attaching;

    @Autowired
    Keeping keeping;

    @Autowired
    Varying varying;

    @Autowired
    Proposing proposing;

    @Autowired
    Proposals proposals;

    @Autowired
    Noting noting;

    @Autowired
    Reading reading;

    @Autowired
    Tools tools;

    @Autowired
    LibraryDesk desk;

    @Autowired
    LibraryPersonalData personalData;

    @Autowired
    LibraryHandover handover;

    @Autowired
    ToolEntries entries;

    @Autowired
    Network network;

    @Autowired
    Languages languages;

    @Autowired
    Purge purge;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    private Member marne;

    private Member aube;

    private Member ardennes;

    private Member facilitator;

    @BeforeEach
    void people() {
        marne = given.person("marne-1");
        aube = given.person("aube-1");
        ardennes = given.person("ardennes-1");
        facilitator = given.person("animateur");
    }

    @AfterEach
    void nowIsNow() {
        clock.reset();
    }

    /** Does all of {@code acts} at the same instant; what each came to, an exception included. */
    private static List<Object> atOnce(List<Callable<@Nullable Object>> acts) throws Exception {
        var start = new CyclicBarrier(acts.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> running = acts.stream()
                    .map(act -> threads.submit(() -> {
                        start.await();
                        try {
                            @Nullable Object result = act.call();
                            return result == null ? "done" : result;
                        } catch (RuntimeException e) {
                            return e;
                        }
                    }))
                    .toList();
            var results = new ArrayList<Object>();
            for (Future<Object> one : running) results.add(one.get());
            return results;
        }
    }

    private static List<Object> oneOf(List<Object> results, Class<?> kind) {
        return results.stream().filter(kind::isInstance).toList();
    }

    // Versions

    @Test
    void each_text_is_a_version_and_the_same_text_again_is_none() {
        Tool tool = given.draft(marne, "Guide", "Un.");
        Tool second = given.written(tool, "Deux.", marne);
        assertThat(second.version()).isEqualTo(2);
        assertThat(given.written(tool, "Deux.", marne).version()).isEqualTo(2);
        Tool back = writing.restore(tool.id(), 2, 1, marne);
        assertThat(back.version()).isEqualTo(3);
        assertThat(back.content().text()).isEqualTo("Un.");
        assertThat(tools.versions(tool.id()))
                .extracting(ToolVersion::what)
                .containsExactly(ToolVersion.What.RESTORED, ToolVersion.What.WRITTEN, ToolVersion.What.CREATED);
        assertThat(reading.compare(tool.id(), 1, 2, marne).text().isEmpty()).isFalse();
        assertThat(reading.compare(tool.id(), 1, 3, marne).text().isEmpty()).isTrue();
    }

    @Test
    void of_several_who_save_over_one_version_one_does_and_the_others_are_told() throws Exception {
        Tool tool = given.common(marne, "Grille", "Départ.");
        var results = atOnce(List.of(
                () -> writing.save(tool.id(), tool.version(), ToolStories.content("Grille", "A"), "", marne),
                () -> writing.save(tool.id(), tool.version(), ToolStories.content("Grille", "B"), "", aube),
                () -> writing.save(tool.id(), tool.version(), ToolStories.content("Grille", "C"), "", ardennes)));
        assertThat(oneOf(results, Tool.class)).hasSize(1);
        assertThat(oneOf(results, StaleVersion.class)).hasSize(2);
        assertThat(tools.versions(tool.id())).hasSize(2);
    }

    // State

    @Test
    void an_empty_tool_is_not_made_common_and_one_with_variants_stays_common() {
        Tool empty = given.draft(marne, "Vide", "");
        assertThatThrownBy(() -> keeping.move(empty.id(), 1, ToolState.COMMON, marne))
                .isInstanceOf(Refused.class);
        Tool common = given.common(marne, "Plein", "Texte.");
        assertThat(common.reviewOn()).isNotNull();
        given.variant(common, aube);
        assertThatThrownBy(() -> keeping.move(common.id(), common.version(), ToolState.DRAFT, marne))
                .isInstanceOf(Refused.class);
    }

    @Test
    void nobody_makes_common_a_text_that_they_have_not_read() {
        Tool tool = given.draft(marne, "Guide", "Un.");
        given.written(tool, "Deux.", marne);
        assertThatThrownBy(() -> keeping.move(tool.id(), 1, ToolState.COMMON, marne))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void a_tool_keeps_an_author_and_only_authors_decide() {
        Tool tool = given.common(marne, "Guide", "Un.");
        assertThatThrownBy(() -> keeping.authors(tool.id(), List.of(), marne)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> keeping.authors(tool.id(), List.of(Writing.dla(aube)), aube))
                .isInstanceOf(NotFound.class);
        keeping.authors(tool.id(), List.of(Writing.dla(marne), Writing.dla(aube)), marne);
        keeping.authors(tool.id(), List.of(Writing.dla(aube)), aube);
        assertThat(given.now(tool).authors()).containsExactly(Writing.dla(aube));
        assertThatThrownBy(() -> keeping.review(tool.id(), marne)).isInstanceOf(NotFound.class);
    }

    @Test
    void a_common_tool_that_is_late_lies_on_its_authors_desk_until_one_click_says_it_holds() {
        Tool tool = given.common(marne, "À relire " + UUID.randomUUID(), "Texte.");
        clock.advance(Duration.ofDays(380));
        db.sql("update tool set review_on = date '2001-01-01' where id = :id")
                .param("id", tool.id())
                .update();
        assertThat(needs(marne)).anyMatch(n -> n.text().contains(tool.content().title()));
        assertThat(needs(aube)).noneMatch(n -> n.text().contains(tool.content().title()));
        keeping.review(tool.id(), marne);
        assertThat(needs(marne)).noneMatch(n -> n.text().contains(tool.content().title()));
    }

    private List<Desk.Need> needs(Member member) {
        return desk.of(member, languages.french(), clock.instant()).needs();
    }

    // Variants

    @Test
    void a_second_click_leads_to_the_variant_that_is_there() throws Exception {
        Tool common = given.common(marne, "Guide", "Un.");
        var results = atOnce(List.of(
                () -> varying.make(common.id(), aube),
                () -> varying.make(common.id(), aube),
                () -> varying.make(common.id(), aube)));
        assertThat(results.stream().map(r -> ((Tool) r).id()).distinct()).hasSize(1);
        assertThat(tools.variants(common.id())).hasSize(1);
    }

    @Test
    void no_variant_is_made_of_a_draft_a_variant_or_what_lies_in_the_bin() {
        Tool draft = given.draft(marne, "Brouillon", "Un.");
        Tool common = given.common(marne, "Commun", "Un.");
        Tool variant = given.variant(common, aube);
        Tool gone = given.common(marne, "Parti", "Un.");
        keeping.bin(gone.id(), marne);
        for (Tool none : List.of(draft, variant, gone))
            assertThatThrownBy(() -> varying.make(none.id(), aube)).isInstanceOf(NotFound.class);
    }

    @Test
    void a_tool_that_goes_into_the_bin_while_a_variant_is_made_has_a_whole_variant_or_none() throws Exception {
        for (int i = 0; i < 5; i++) {
            Tool common = given.common(marne, "Guide", "Un.");
            var results = atOnce(List.of(() -> varying.make(common.id(), aube), () -> {
                keeping.bin(common.id(), marne);
                return null;
            }));
            assertThat(results).hasSize(2);
            if (results.getFirst() instanceof Tool variant)
                assertThat(given.now(variant).content().text()).isEqualTo("Un.");
            else assertThat(results.getFirst()).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void a_variant_is_told_that_the_common_tool_moved_and_takes_up_what_it_wants() {
        Tool common = given.common(marne, "Guide " + UUID.randomUUID(), "Accueil.\n\nÉcouter.\n\nConclure.");
        Tool variant = given.variant(common, aube);
        Tool local =
                given.written(variant, "Accueil.\n\nÉcouter.\n\nConclure.\n\nDans l’Aube : prévenir le comité.", aube);
        assertThat(needs(aube)).noneMatch(n -> n.path().contains(variant.id().toString()));

        Tool moved = given.written(common, "Accueil chaleureux.\n\nÉcouter.\n\nConclure.", ardennes);

        assertThat(needs(aube)).anyMatch(n -> n.path().contains(variant.id().toString()));
        assertThat(reading.page(variant.id(), aube).behind()).isTrue();
        var merge = varying.pair(variant.id(), aube).merge();
        assertThat(merge.clean()).isTrue();
        Tool up = varying.catchUp(
                variant.id(), local.version(), moved.version(), merge.together().read(), true, aube);
        assertThat(up.content().text())
                .isEqualTo("Accueil chaleureux.\n\nÉcouter.\n\nConclure.\n\nDans l’Aube : prévenir le comité.");
        assertThat(given.now(variant).base()).isEqualTo(moved.version());
        assertThat(needs(aube)).noneMatch(n -> n.path().contains(variant.id().toString()));
        assertThatThrownBy(
                        () -> varying.catchUp(variant.id(), local.version(), moved.version(), up.content(), true, aube))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void a_file_that_the_variant_left_as_it_was_follows_and_its_own_stays() {
        Tool common = given.common(marne, "Budget", "Texte.");
        UUID first = given.attached(common, "budget.csv", "a;b", marne);
        UUID second = given.attached(common, "notice.txt", "un", marne);
        Tool variant = given.variant(given.now(common), aube);
        List<ToolFile> ours = attaching.of(variant.id());
        attaching.replace(variant.id(), ours.get(1).id(), 1, given.stored("notice.txt", "la nôtre"), aube);
        attaching.replace(common.id(), first, 1, given.stored("budget.csv", "a;b;c"), marne);
        attaching.replace(common.id(), second, 1, given.stored("notice.txt", "deux"), marne);
        given.attached(common, "de plus.txt", "plus", marne);

        Tool now = given.now(variant);
        varying.catchUp(variant.id(), now.version(), given.now(common).version(), now.content(), true, aube);

        List<ToolFile> after = attaching.of(variant.id());
        assertThat(after).hasSize(3);
        assertThat(after.get(0).latest().file().digest())
                .isEqualTo(attaching.of(common.id()).get(0).latest().file().digest());
        assertThat(after.get(1).versions()).hasSize(2);
        assertThat(FileDifference.between(after, attaching.of(common.id())))
                .extracting(FileDifference::kind)
                .containsExactly("changed");
    }

    // Proposals

    @Test
    void a_good_variant_becomes_the_common_tools_next_version_once() throws Exception {
        Tool common = given.common(marne, "Guide", "Un.\n\nDeux.");
        Tool variant = given.variant(common, aube);
        given.written(variant, "Un.\n\nDeux.\n\nTrois, venu de l’Aube.", aube);
        Proposal proposal = proposing.propose(variant.id(), "Une étape de plus.", aube);
        assertThatThrownBy(() -> proposing.propose(variant.id(), "Encore.", aube))
                .isInstanceOf(Refused.class);
        assertThat(needs(marne)).anyMatch(n -> n.path().equals(proposal.path()));
        assertThatThrownBy(() -> proposing.accept(
                        common.id(), proposal.id(), common.version(), common.content(), true, ardennes))
                .isInstanceOf(NotFound.class);

        var read = proposing.read(common.id(), proposal.id(), marne);
        ToolContent result = read.merge().together().read();
        var results = atOnce(List.of(
                () -> proposing.accept(common.id(), proposal.id(), common.version(), result, true, marne),
                () -> proposing.accept(common.id(), proposal.id(), common.version(), result, true, marne)));

        assertThat(oneOf(results, Tool.class)).hasSize(1);
        assertThat(oneOf(results, StaleVersion.class)).hasSize(1);
        Tool now = given.now(common);
        assertThat(now.content().text()).endsWith("Trois, venu de l’Aube.");
        assertThat(now.authors()).containsExactly(Writing.dla(aube), Writing.dla(marne));
        assertThat(now.version()).isEqualTo(common.version() + 1);
        assertThat(given.now(variant).base()).isEqualTo(now.version());
        assertThat(proposals.find(proposal.id()).orElseThrow().state()).isEqualTo(Proposal.State.ACCEPTED);
    }

    @Test
    void a_proposal_is_declined_with_a_word_and_can_be_made_again() {
        Tool common = given.common(marne, "Guide", "Un.");
        Tool variant = given.variant(common, aube);
        assertThatThrownBy(() -> proposing.propose(variant.id(), "Rien de neuf.", aube))
                .isInstanceOf(Refused.class);
        given.written(variant, "Autre.", aube);
        assertThatThrownBy(() -> proposing.propose(variant.id(), "  ", aube)).isInstanceOf(Refused.class);
        Proposal proposal = proposing.propose(variant.id(), "Mieux dit.", aube);
        assertThatThrownBy(() -> proposing.decline(common.id(), proposal.id(), " ", marne))
                .isInstanceOf(Refused.class);
        proposing.decline(common.id(), proposal.id(), "Trop local, mais gardez-le chez vous.", marne);
        assertThatThrownBy(() -> proposing.withdraw(common.id(), proposal.id(), aube))
                .isInstanceOf(StaleVersion.class);
        assertThat(given.now(common).version()).isEqualTo(common.version());
        proposing.propose(variant.id(), "Repris autrement.", aube);
        keeping.bin(variant.id(), aube);
        assertThat(proposals.open(common.id())).isEmpty();
    }

    @Test
    void a_file_that_a_variant_brings_comes_with_its_acceptance_unless_somebody_has_it_out() {
        Tool common = given.common(marne, "Budget", "Texte.");
        UUID slot = given.attached(common, "budget.csv", "a;b", marne);
        Tool variant = given.variant(given.now(common), aube);
        UUID ours = attaching.of(variant.id()).getFirst().id();
        attaching.replace(variant.id(), ours, 1, given.stored("budget.csv", "a;b;aube"), aube);
        given.attached(variant, "de plus.txt", "plus", aube);
        Proposal proposal = proposing.propose(variant.id(), "Une colonne de plus.", aube);
        attaching.takeOut(common.id(), slot, ardennes);
        int version = given.now(common).version();
        assertThatThrownBy(() -> proposing.accept(
                        common.id(), proposal.id(), version, given.now(common).content(), true, marne))
                .isInstanceOf(Refused.class);
        assertThat(proposals.find(proposal.id()).orElseThrow().open()).isTrue();
        attaching.release(common.id(), slot, ardennes);
        proposing.accept(common.id(), proposal.id(), version, given.now(common).content(), true, marne);
        assertThat(attaching.of(common.id())).hasSize(2);
        assertThat(FileDifference.between(attaching.of(variant.id()), attaching.of(common.id())))
                .isEmpty();
    }

    // Files

    @Test
    void of_two_who_take_a_file_out_one_has_it_and_the_other_is_told() throws Exception {
        Tool common = given.common(marne, "Budget", "Texte.");
        UUID slot = given.attached(common, "budget.csv", "a;b", marne);
        var results = atOnce(List.of(
                () -> {
                    attaching.takeOut(common.id(), slot, marne);
                    return null;
                },
                () -> {
                    attaching.takeOut(common.id(), slot, aube);
                    return null;
                }));
        assertThat(oneOf(results, Refused.class)).hasSize(1);
        assertThat(attaching.of(common.id()).getFirst().out()).isNotNull();
    }

    @Test
    void a_file_that_is_out_waits_for_its_dla_and_comes_back_by_itself() {
        Tool common = given.common(marne, "Budget", "Texte.");
        UUID slot = given.attached(common, "budget.csv", "a;b", marne);
        attaching.takeOut(common.id(), slot, ardennes);
        assertThatThrownBy(() -> attaching.replace(common.id(), slot, 1, given.stored("budget.csv", "x"), aube))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> attaching.detach(common.id(), slot, aube)).isInstanceOf(Refused.class);
        assertThat(needs(ardennes)).anyMatch(n -> n.by() != null && n.path().equals(common.path()));

        // A colleague of the same DLA may put it back.
        attaching.replace(common.id(), slot, 1, given.stored("budget.csv", "a;b;c"), given.person("ardennes-2"));
        assertThat(attaching.of(common.id()).getFirst().out()).isNull();

        attaching.takeOut(common.id(), slot, ardennes);
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        assertThat(attaching.of(common.id()).getFirst().out()).isNull();
        attaching.takeOut(common.id(), slot, aube);
        assertThatThrownBy(() -> attaching.replace(common.id(), slot, 2, given.stored("budget.csv", "tard"), ardennes))
                .isInstanceOf(Refused.class);
        attaching.replace(common.id(), slot, 2, given.stored("budget.csv", "aube"), aube);
        // Who comes late learns that there is a newer version, and may still put theirs in over it.
        assertThatThrownBy(() -> attaching.replace(common.id(), slot, 2, given.stored("budget.csv", "tard"), ardennes))
                .isInstanceOf(Refused.class);
        attaching.replace(common.id(), slot, 3, given.stored("budget.csv", "tard"), ardennes);
        assertThat(attaching.of(common.id()).getFirst().versions()).hasSize(4);
    }

    @Test
    void the_network_sets_how_long_a_file_may_be_out() {
        Tool common = given.common(marne, "Budget", "Texte.");
        UUID slot = given.attached(common, "budget.csv", "a;b", marne);
        db.sql("insert into network_rule (name, value) values ('library.checkout-days', 10)")
                .update();
        try {
            attaching.takeOut(common.id(), slot, marne);
            clock.advance(Duration.ofDays(9));
            assertThat(attaching.of(common.id()).getFirst().out()).isNotNull();
        } finally {
            db.sql("delete from network_rule where name = 'library.checkout-days'")
                    .update();
        }
    }

    @Test
    void a_file_taken_off_stays_in_the_history_and_an_earlier_version_comes_back() {
        Tool tool = given.draft(marne, "Budget", "Texte.");
        UUID slot = given.attached(tool, "budget.csv", "un", marne);
        attaching.replace(tool.id(), slot, 1, given.stored("budget.csv", "deux"), marne);
        attaching.restore(tool.id(), slot, 1, marne);
        assertThat(attaching.of(tool.id()).getFirst().latest().number()).isEqualTo(3);
        attaching.detach(tool.id(), slot, marne);
        assertThat(attaching.of(tool.id())).isEmpty();
        assertThat(reading.allFiles(tool.id()).getFirst().in(2)).isPresent();
        assertThat(reading.allFiles(tool.id()).getFirst().in(given.now(tool).version()))
                .isEmpty();
        attaching.reattach(tool.id(), slot, marne);
        assertThat(attaching.of(tool.id())).hasSize(1);
        assertThat(given.now(tool).version()).isEqualTo(6);
    }

    @Test
    void a_tool_has_a_bounded_number_of_files() {
        Tool tool = given.draft(marne, "Beaucoup", "Texte.");
        for (int i = 0; i < Attaching.MOST; i++) given.attached(tool, "f" + i + ".txt", "x" + i, marne);
        int version = given.now(tool).version();
        assertThatThrownBy(() -> given.attached(tool, "de trop.txt", "trop", marne))
                .isInstanceOf(Refused.class);
        assertThat(given.now(tool).version()).isEqualTo(version);
    }

    // The bin

    @Test
    void a_deleted_tool_comes_back_within_thirty_days_and_is_gone_with_its_files_after() {
        Tool kept = given.draft(marne, "Repris", "Texte.");
        keeping.bin(kept.id(), marne);
        assertThatThrownBy(() -> reading.page(kept.id(), aube)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> writing.save(kept.id(), 1, ToolStories.content("x", "y"), "", marne))
                .isInstanceOf(NotFound.class);
        assertThat(reading.bin(marne)).anyMatch(t -> t.id().equals(kept.id()));
        keeping.restore(kept.id(), marne);
        assertThat(reading.page(kept.id(), aube).tool().deleted()).isFalse();

        Tool gone = given.common(marne, "Parti", "Texte.");
        given.attached(gone, "parti.txt", "adieu " + gone.id(), marne);
        Tool variant = given.variant(given.now(gone), aube);
        keeping.bin(gone.id(), marne);
        assertThat(reading.page(variant.id(), aube).common()).isNull();
        clock.advance(Duration.ofDays(29));
        purge.run();
        assertThat(tools.find(gone.id())).isPresent();
        clock.advance(Duration.ofDays(2));
        purge.run();
        assertThat(tools.find(gone.id())).isEmpty();
        Tool own = given.now(variant);
        assertThat(own.state()).isEqualTo(ToolState.DRAFT);
        assertThat(attaching.of(own.id())).hasSize(1); // the file that both had stays with who is left
        UUID file = attaching.of(own.id()).getFirst().latest().file().id();
        keeping.bin(own.id(), aube);
        clock.advance(Duration.ofDays(31));
        purge.run();
        assertThat(db.sql("select count(*) from file where id = :id")
                        .param("id", file)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_tool_and_its_variant_leave_the_bin_together() {
        Tool common = given.common(marne, "Parti", "Texte.");
        Tool variant = given.variant(common, marne);
        keeping.bin(variant.id(), marne);
        keeping.bin(common.id(), marne);
        clock.advance(Duration.ofDays(31));
        purge.run();
        assertThat(tools.find(common.id())).isEmpty();
        assertThat(tools.find(variant.id())).isEmpty();
    }

    @Test
    void a_variant_does_not_come_back_beside_the_one_that_replaced_it() {
        Tool common = given.common(marne, "Guide", "Texte.");
        Tool first = given.variant(common, aube);
        keeping.bin(first.id(), aube);
        Tool second = given.variant(common, aube);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThatThrownBy(() -> keeping.restore(first.id(), aube)).isInstanceOf(Refused.class);
    }

    // Notes and people

    @Test
    void an_unsigned_note_leads_to_nobody() {
        Tool tool = given.common(marne, "Guide", "Texte.");
        noting.add(tool.id(), "Il m’a ouvert une porte.", false, aube);
        var row = db.sql("select * from tool_note where tool = :tool")
                .param("tool", tool.id())
                .query()
                .singleRow();
        assertThat(row.keySet()).containsExactlyInAnyOrder("id", "tool", "day", "text", "author", "dla");
        assertThat(row.get("author")).isNull();
        assertThat(row.get("dla")).isNull();
        ToolNote note = noting.of(tool.id()).getFirst();
        assertThatThrownBy(() -> noting.remove(tool.id(), note.id(), aube)).isInstanceOf(NotFound.class);
        noting.remove(tool.id(), note.id(), marne);
        assertThat(noting.of(tool.id())).isEmpty();
    }

    @Test
    void who_leaves_takes_their_name_along_and_leaves_their_words_and_files() {
        Tool tool = given.common(marne, "Guide", "Texte.");
        UUID slot = given.attached(tool, "a.txt", "a", marne);
        UUID person = Objects.requireNonNull(transaction.execute(t -> db.sql("""
                        insert into person (id, account, name, title, email, role, dla)
                        values (:id, :account, 'Sam Départ', 'chargé de mission', :email, 'OFFICER', 'aube') returning id""")
                .param("id", UUID.randomUUID())
                .param("account", "depart-" + UUID.randomUUID().toString().substring(0, 8))
                .param("email", UUID.randomUUID() + "@example.org")
                .query(UUID.class)
                .single()));
        Member leaving = network.person(person).orElseThrow().member();
        noting.add(tool.id(), "Signé.", true, leaving);
        attaching.takeOut(tool.id(), slot, leaving);
        var heard = new ArrayList<String>();
        personalData.gather(person, new PersonalData.Into() {
            @Override
            public void record(String name, Object record) {
                heard.add(name + record);
            }

            @Override
            public void file(org.maillage.files.StoredFile file) {
                heard.add(file.name());
            }
        });
        assertThat(heard).hasSize(2).anyMatch(r -> r.contains("Signé."));
        var item = handover.of(network.person(person).orElseThrow(), languages.french())
                .getFirst();
        assertThat(item.path()).isEqualTo(tool.path());
        transaction.executeWithoutResult(t -> handover.pass(
                item.id(),
                network.person(person).orElseThrow(),
                network.person(marne.id()).orElseThrow()));
        assertThat(out(tool).person()).isEqualTo(marne.id());
        assertThat(out(tool).dla()).isEqualTo(Writing.dla(marne));

        transaction.executeWithoutResult(t -> events.publishEvent(new PersonLeft(person)));

        await().untilAsserted(() ->
                assertThat(noting.of(tool.id()).getFirst().author()).isNull());
        ToolNote note = noting.of(tool.id()).getFirst();
        assertThat(note.dla()).isEqualTo(new DlaId("aube"));
        db.sql("delete from person where id = :id").param("id", person).update();
    }

    private ToolFile.CheckOut out(Tool tool) {
        return Objects.requireNonNull(attaching.of(tool.id()).getFirst().out());
    }

    // Search

    @Test
    void a_tool_is_found_by_insiders_only_by_its_files_words_too_and_no_longer_from_the_bin() {
        Tool tool = given.draft(marne, "Guide introuvable", "Texte.");
        given.attached(tool, "notes.txt", "contenu", marne);
        assertThat(entry(tool)).containsEntry("title", "Guide introuvable");
        assertThat(entry(tool))
                .extracting(e -> e.get("audience"))
                .asString()
                .isEqualTo("{role:OFFICER,role:FACILITATOR}");
        assertThat(entry(tool)).extracting(e -> e.get("text")).asString().contains("notes.txt");
        var file = attaching.of(tool.id()).getFirst().latest().file();
        db.sql("""
                insert into file_text (digest, type, due_at, state, text)
                values (decode(:digest, 'hex'), 'TEXT', now(), 'DONE', 'pamplemousse')
                    on conflict (digest) do update set state = 'DONE', text = 'pamplemousse'""").param("digest", file.digest()).update();
        transaction.executeWithoutResult(t -> events.publishEvent(new FileTextExtracted(file.digest())));
        await().untilAsserted(() -> assertThat(entry(tool))
                .extracting(e -> e.get("text"))
                .asString()
                .contains("pamplemousse"));
        var all = new ArrayList<Entry>();
        entries.each(all::add);
        assertThat(all)
                .anyMatch(e -> e.id().equals(tool.id().toString())
                        && e.text().equals(entry(tool).get("text")));
        keeping.bin(tool.id(), marne);
        assertThat(db.sql("select count(*) from search_entry where kind = 'TOOL' and id = :id")
                        .param("id", tool.id().toString())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private java.util.Map<String, @Nullable Object> entry(Tool tool) {
        return db.sql(
                        "select title, text, cast(audience as text) audience from search_entry where kind = 'TOOL' and id = :id")
                .param("id", tool.id().toString())
                .query()
                .singleRow();
    }

    @Test
    void the_facilitator_reads_and_notes_and_writes_nothing() {
        Tool tool = given.common(marne, "Guide", "Texte.");
        assertThat(reading.page(tool.id(), facilitator).writes()).isFalse();
        noting.add(tool.id(), "Utile en réunion.", true, facilitator);
        assertThat(noting.of(tool.id()).getFirst().name()).isNotBlank();
        assertThatThrownBy(
                        () -> writing.save(tool.id(), tool.version(), ToolStories.content("x", "y"), "", facilitator))
                .isInstanceOf(NotFound.class);
        assertThat(needs(facilitator)).isEmpty();
    }
}
