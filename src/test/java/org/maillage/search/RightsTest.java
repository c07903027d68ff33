package org.maillage.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maillage.search.SearchStories.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody finds what they may not see: every viewer against every kind and every audience, by every way in. */
@MaillageTest
class RightsTest {
    private static final Instant AT = Instant.parse("2031-06-01T10:00:00Z");

    @Autowired
    Searching searching;

    @Autowired
    SearchStories given;

    /** Who may see it, said once more without tokens. */
    private record Shared(
            boolean everyone, Set<Role> roles, @Nullable String dla) {
        Audience audience() {
            if (everyone) return Audience.everyone();
            return dla != null ? Audience.dla(new DlaId(dla)) : Audience.roles(roles.toArray(Role[]::new));
        }

        boolean seenBy(@Nullable Member viewer) {
            if (everyone) return true;
            if (viewer == null) return false;
            return dla != null ? viewer.runs(new DlaId(dla)) : roles.contains(viewer.role());
        }
    }

    private static List<Shared> audiences() {
        var all = new ArrayList<Shared>();
        all.add(new Shared(true, Set.of(), null));
        for (int set = 1; set < 1 << Role.values().length; set++) {
            var roles = EnumSet.noneOf(Role.class);
            for (Role role : Role.values()) if ((set >> role.ordinal() & 1) == 1) roles.add(role);
            all.add(new Shared(false, roles, null));
        }
        Viewers.DLAS.forEach(dla -> all.add(new Shared(false, Set.of(), dla)));
        return all;
    }

    @Test
    void every_viewer_finds_exactly_what_they_may_see_of_every_kind_and_audience() {
        for (Kind kind : Kind.values()) {
            var shared = new HashMap<String, Shared>();
            int n = 0;
            for (Shared audience : audiences()) {
                String word = "droit" + kind.word() + (char) ('a' + n++ % 26);
                given.put(entry(kind, "Quetzal " + word, "Texte de matrice" + kind.word(), audience.audience(), AT));
                shared.put("Quetzal " + word, audience);
            }
            assertThat(shared).hasSize(20);
            for (Member viewer : Viewers.all()) {
                Set<String> may = shared.entrySet().stream()
                        .filter(e -> e.getValue().seenBy(viewer))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
                String who = kind + " for " + (viewer == null ? "anyone" : viewer.role() + " " + viewer.dla());
                assertThat(found(new SearchFilter("quetzal matrice" + kind.word(), kind, null, null, null), viewer))
                        .as("words, %s", who)
                        .isEqualTo(may);
                assertThat(found(new SearchFilter("", kind, null, null, 2031), viewer))
                        .as("choices only, %s", who)
                        .isEqualTo(may);
                assertThat(searching.suggest("quetzal droit" + kind.word(), viewer))
                        .as("suggestions, %s", who)
                        .extracting(Suggestion::title)
                        .isSubsetOf(may)
                        .hasSize(Math.min(8, may.size()));
                if (viewer != null && kind != Kind.PAGE)
                    assertThat(searching.since(AT.minusSeconds(1), viewer, 500))
                            .as("what is new, %s", who)
                            .filteredOn(hit -> hit.kind() == kind)
                            .extracting(hit -> hit.title().plain())
                            .filteredOn(title -> title.startsWith("Quetzal ")) // other tests live in this future too
                            .containsExactlyInAnyOrderElementsOf(may);
                shared.forEach((title, audience) -> {
                    if (may.contains(title)) return;
                    String word = title.substring("Quetzal ".length());
                    assertThat(searching
                                    .find(SearchFilter.words(word), viewer, 1)
                                    .hits())
                            .as("%s by its own word, or a word like it, %s", title, who)
                            .noneMatch(hit -> hit.title().plain().equals(title));
                });
            }
        }
    }

    /** Random audiences of several tokens, random viewers, random words: the seed is said when it fails. */
    @Test
    void for_any_entries_and_any_viewer_no_hit_lies_outside_its_audience() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var tokens = new HashMap<String, Set<String>>();
        List<String> known = List.of(
                "all",
                "role:OFFICER",
                "role:FACILITATOR",
                "role:PARTNER",
                "role:FUNDER",
                "dla:marne",
                "dla:aube",
                "dla:inconnu");
        List<String> words = List.of("fossa", "genette", "nasique", "oryx", "serval");
        for (int n = 0; n < 150; n++) {
            var audience = random.ints(1 + random.nextInt(3), 0, known.size())
                    .mapToObj(known::get)
                    .collect(Collectors.toSet());
            var text = random.ints(1 + random.nextInt(4), 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining(" "));
            String title = "Hasard " + Integer.toString(random.nextInt(1 << 30), 36) + n;
            given.put(entry(
                    Kind.values()[random.nextInt(7)],
                    title,
                    text,
                    new Audience(List.copyOf(audience)),
                    AT.minusSeconds(400L * 86_400)));
            tokens.put(title, audience);
        }
        for (int n = 0; n < 100; n++) {
            Member viewer = Viewers.all().get(random.nextInt(Viewers.all().size()));
            String text = words.get(random.nextInt(words.size())) + " " + words.get(random.nextInt(words.size()));
            List<String> held = Audience.heldBy(viewer);
            for (String title : found(SearchFilter.words(text), viewer)) {
                Set<String> audience = tokens.get(title);
                if (audience != null)
                    assertThat(audience).as("seed %d, %s", seed, title).containsAnyElementsOf(held);
            }
        }
    }

    private Set<String> found(SearchFilter filter, @Nullable Member viewer) {
        return java.util.stream.IntStream.rangeClosed(1, 20)
                .mapToObj(page -> searching.find(filter, viewer, page))
                .takeWhile(
                        found -> found.how() == Found.How.EXACT && !found.hits().isEmpty())
                .flatMap(found -> found.hits().stream())
                .map(hit -> hit.title().plain())
                .collect(Collectors.toSet());
    }
}
