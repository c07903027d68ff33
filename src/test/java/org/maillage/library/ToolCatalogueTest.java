package org.maillage.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The list finds what is asked, in the order that one expects, and reads no more than a page of five thousand. */
@MaillageTest
class ToolCatalogueTest {
    @Autowired
    ToolCatalogue catalogue;

    @Autowired
    ToolStories given;

    @Autowired
    Keeping keeping;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    private Member marne;
    private Member aube;
    private final String word = "essai" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

    @BeforeEach
    void people() {
        marne = given.person("marne-1");
        aube = given.person("aube-1");
    }

    @AfterEach
    void leaveNoCrowd() {
        db.sql("delete from tool where title like 'Foule %'").update();
        db.sql("analyze tool").update();
    }

    private List<String> titles(String query) {
        return catalogue.list(filter(query), 20, 0).stream()
                .map(ToolLine::title)
                .toList();
    }

    /** {@code etape=… etat=… q=…}, as in an address. */
    private static ToolFilter filter(String query) {
        var values = new java.util.HashMap<String, String>();
        for (String part : query.split("&")) {
            if (!part.isEmpty())
                values.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
        }
        return ToolFilter.of(
                values.getOrDefault("etape", ""),
                values.getOrDefault("domaine", ""),
                values.getOrDefault("etat", ""),
                values.getOrDefault("dla", ""),
                values.getOrDefault("etiquette", ""),
                values.getOrDefault("q", ""),
                values.getOrDefault("tri", ""));
    }

    @Test
    void each_filter_narrows_and_variants_show_only_when_asked_for() {
        Tool draft = given.draft(marne, "Zeste " + word, "Texte.");
        Tool common = given.common(aube, "Abricot " + word, "Texte accentué : évaluer.");
        given.variant(common, marne);
        Tool gone = given.draft(marne, "Parti " + word, "Texte.");
        keeping.bin(gone.id(), marne);

        assertThat(titles("q=" + word))
                .containsExactlyInAnyOrder(
                        draft.content().title(), common.content().title());
        assertThat(titles("tri=titre&q=" + word))
                .containsExactly(common.content().title(), draft.content().title());
        assertThat(titles("etat=brouillon&q=" + word))
                .containsExactly(draft.content().title());
        assertThat(titles("etat=commun&q=" + word))
                .containsExactly(common.content().title());
        assertThat(titles("etat=declinaison&q=" + word)).hasSize(1);
        assertThat(titles("dla=marne&q=" + word))
                .containsExactly(draft.content().title());
        assertThat(titles("etape=welcome&q=" + word)).hasSize(2);
        assertThat(titles("etape=follow-up&q=" + word)).isEmpty();
        assertThat(titles("domaine=legal&q=" + word)).isEmpty();
        assertThat(titles("etiquette=trame&q=" + word)).hasSize(2);
        assertThat(titles("q=evalu " + word)).containsExactly(common.content().title());
        assertThat(titles("q=" + word.substring(0, word.length() - 1))).hasSize(2);
        assertThat(catalogue.count(filter("q=" + word))).isEqualTo(2);
        ToolLine line = catalogue.list(filter("etat=commun&q=" + word), 20, 0).getFirst();
        assertThat(line.variants()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'; drop table tool; --", "a & | ! ( :*", "<script>", "%_\\", "🙂", "« »", "!!!", "\u202e", "a:b"
            })
    void whatever_is_typed_is_an_answer(String typed) {
        assertThat(catalogue.list(ToolFilter.of("", "", "", "", "", typed, ""), 20, 0))
                .isNotNull();
        assertThat(catalogue.list(ToolFilter.of("", "", "", "", typed, "", ""), 20, 0))
                .isNotNull();
        assertThat(ToolFilter.of(typed, typed, typed, typed, typed, typed, typed)
                        .path())
                .startsWith("/espace/outils");
    }

    @Test
    void an_address_says_only_what_was_chosen_and_reads_back() {
        var filter = new ToolFilter(
                Step.FOLLOW_UP,
                null,
                ToolState.COMMON,
                new DlaId("aube"),
                "à voir",
                "deux mots",
                ToolFilter.Order.TITLE);
        assertThat(filter.path())
                .isEqualTo(
                        "/espace/outils?etape=follow-up&etat=commun&dla=aube&etiquette=%C3%A0+voir&q=deux+mots&tri=titre");
        assertThat(ToolFilter.of("follow-up", "", "commun", "aube", "à voir", "deux mots", "titre"))
                .isEqualTo(filter);
        assertThat(ToolFilter.all().path()).isEqualTo("/espace/outils");
    }

    @Test
    void with_five_thousand_tools_the_list_reads_through_its_indexes() {
        transaction.executeWithoutResult(t -> db.sql("""
                with v as (
                    insert into tool (id, dla, state, title, purpose, steps, domains, licence, body, links, tags, created_at, changed_at)
                    select gen_random_uuid(), 'marne', 'DRAFT', 'Foule ' || i, 'But ' || i, '{WELCOME}', '{}', 'NETWORK',
                           'Texte de l’outil numéro ' || i, '[]', array['foule' || i % 500], now() - i * interval '1 hour', now() - i * interval '1 hour'
                      from generate_series(1, 5000) i returning id, created_at),
                a as (insert into tool_author (tool, dla) select id, 'marne' from v)
                insert into tool_version (tool, number, at, dla, what, note, content) select id, 1, created_at, 'marne', 'CREATED', '', '{}' from v""").update());
        db.sql("vacuum analyze tool").update();
        assertThat(plan("")).contains("tool_newest");
        assertThat(plan("etiquette=foule7")).contains("tool_tag");
        assertThat(plan("q=numéro 4321")).contains("tool_search");
        assertThat(plan("tri=titre")).contains("tool_title");
        assertThat(titles("q=numéro 4321")).containsExactly("Foule 4321");
        assertThat(catalogue.count(filter("etiquette=foule7"))).isEqualTo(10);
    }

    private String plan(String query) {
        return String.join("\n", catalogue.explain(filter(query)));
    }
}
