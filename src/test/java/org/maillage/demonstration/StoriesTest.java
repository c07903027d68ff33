package org.maillage.demonstration;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The demonstration must be believable on whatever day it is first started. */
class StoriesTest {
    private final List<Theme> themes = Themes.read();

    @Property(tries = 200)
    void every_day_finds_calls_open_closed_and_past(@ForAll @LongRange(min = 0, max = 4_000) long day) {
        Instant now = Instant.parse("2026-01-01T00:30:00Z").plus(Duration.ofHours(day * 7));
        var stories = new Stories(now).of(themes);

        assertThat(stories).hasSizeGreaterThan(300);
        var byState = stories.stream().collect(groupingBy(Story::state));
        assertThat(byState.keySet())
                .containsExactlyInAnyOrder("DRAFT", "PUBLISHED", "CLOSED", "AWARDED", "UNSUCCESSFUL", "CANCELLED");
        for (Story story : stories) {
            Instant published = story.publishedAt();
            assertThat(published == null).isEqualTo(story.state().equals("DRAFT"));
            if (published == null) continue;
            assertThat(published).isBefore(now).isBefore(story.closesAt());
            assertThat(story.questionsUntil()).isBefore(story.closesAt());
            assertThat(story.closesAt().isAfter(now))
                    .as(story.state())
                    .isEqualTo(story.state().equals("PUBLISHED"));
            Instant concluded = story.concludedAt();
            if (concluded != null) assertThat(concluded).isAfter(published).isBefore(now);
        }
    }

    @net.jqwik.api.Example
    void no_two_calls_share_a_title_or_a_context() {
        var stories = new Stories(Instant.parse("2026-11-24T08:00:00Z")).of(themes);
        assertThat(stories.stream().map(Story::title)).doesNotHaveDuplicates();
        assertThat(stories.stream().map(Story::context)).doesNotHaveDuplicates();
        assertThat(stories)
                .allSatisfy(s -> assertThat(s.criteria().stream()
                                .mapToInt(Story.Criterion::weight)
                                .sum())
                        .isEqualTo(100));
    }
}
