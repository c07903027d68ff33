package org.maillage.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@MaillageTest
class CallRowsTest {
    @Autowired
    CallRows calls;

    @Autowired
    Specifications specifications;

    @Autowired
    JdbcClient db;

    @Test
    @Transactional // rolled back: other tests share this database
    void the_database_accepts_every_story_as_it_would_a_real_call() {
        var stories = new Stories(Instant.parse("2026-11-24T08:00:00Z")).of(Themes.read());
        calls.write(stories, Map.of(stories.getLast().id(), specifications.pdf(stories.getLast())));

        for (Story story : stories)
            assertThat(db.sql("select state from tender where id = :id")
                            .param("id", story.id())
                            .query(String.class)
                            .single())
                    .isEqualTo(story.state());
        assertThat(db.sql("select count(*) from tender_amendment")
                        .query(Integer.class)
                        .single())
                .isGreaterThan(20);
        assertThat(db.sql("select count(*) from tender_document where tender = :id")
                        .param("id", stories.getLast().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
