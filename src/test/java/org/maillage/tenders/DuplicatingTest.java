package org.maillage.tenders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.files.Files;
import org.maillage.files.Samples;
import org.maillage.kernel.Member;
import org.maillage.platform.Paris;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;

/** A call that comes back every year is not written anew: its words, its documents, its period are there. */
@MaillageTest
class DuplicatingTest {
    private static final Member MARNE = TenderStories.officer("marne");

    @Autowired
    Drafting drafting;

    @Autowired
    Documenting documenting;

    @Autowired
    Publishing publishing;

    @Autowired
    Tenders tenders;

    @Autowired
    TenderStories given;

    @Autowired
    Files files;

    @Autowired
    JdbcClient db;

    @Autowired
    TestClock clock;

    @AfterEach
    void nowIsNow() {
        clock.reset();
    }

    @Test
    void the_copy_holds_the_same_documents_in_the_same_order_as_files_of_its_own() throws IOException {
        Tender model = given.draft("marne", "Appel à documents");
        for (String name : new String[] {"b-cahier.pdf", "a-annexe.pdf", "c-modele.docx"})
            documenting.attach(model.id(), file(name), MARNE);
        publishing.publish(model.id(), model.version(), MARNE);

        Tender copy = drafting.duplicate(model.id(), MARNE);

        var before = documenting.of(model);
        var after = documenting.of(copy);
        assertThat(after)
                .extracting(d -> d.file().name())
                .containsExactly("b-cahier.pdf", "a-annexe.pdf", "c-modele.docx");
        assertThat(after)
                .extracting(d -> d.file().digest())
                .containsExactlyElementsOf(
                        before.stream().map(d -> d.file().digest()).toList());
        assertThat(after)
                .extracting(d -> d.file().id())
                .doesNotContainAnyElementsOf(
                        before.stream().map(d -> d.file().id()).toList());
        assertThat(after).allMatch(d -> d.amendment() == 0);
        assertThat(contents(after.getFirst().file().digest()))
                .as("the content is kept once")
                .isEqualTo(1);

        documenting.remove(copy.id(), after.getFirst().id(), MARNE);
        var out = new ByteArrayOutputStream();
        var kept = documenting.of(model).getFirst().file();
        files.write(kept, out);
        assertThat(out.size()).as("the model's own file is whole").isEqualTo((int) kept.size());
    }

    @Test
    void a_period_still_to_come_stands_and_a_past_one_moves_with_the_deadline() {
        Tender model = given.published("marne", "Appel d’une saison");
        Terms said = model.terms(); // March to September 2027, as TenderStories has it
        LocalDate closed = day(Objects.requireNonNull(said.closesAt()));

        clock.set(Instant.parse("2027-01-05T09:00:00Z"));
        Terms soon = drafting.duplicate(model.id(), MARNE).terms();
        assertThat(soon.startsOn()).isEqualTo(said.startsOn());
        assertThat(soon.endsOn()).isEqualTo(said.endsOn());

        clock.set(Instant.parse("2027-11-24T09:00:00Z"));
        Terms later = drafting.duplicate(model.id(), MARNE).terms();
        long moved = ChronoUnit.DAYS.between(closed, day(Objects.requireNonNull(later.closesAt())));
        assertThat(moved).isPositive();
        assertThat(later.startsOn())
                .isEqualTo(Objects.requireNonNull(said.startsOn()).plusDays(moved));
        assertThat(later.endsOn())
                .isEqualTo(Objects.requireNonNull(said.endsOn()).plusDays(moved));
        assertThat(later.closesAt()).isAfter(clock.instant().plus(Duration.ofDays(7)));
        assertThat(TermsCheck.whole(later).isEmpty()).isTrue();
    }

    @Test
    void a_draft_without_deadline_or_period_is_copied_as_it_is() {
        Tender model = given.draft("marne", "Brouillon " + UUID.randomUUID());
        Tender bare =
                drafting.save(model.id(), 0, model.terms().until(null, null).over(null, null), MARNE);
        Terms copy = drafting.duplicate(bare.id(), MARNE).terms();
        assertThat(copy.startsOn()).isNull();
        assertThat(copy.endsOn()).isNull();
        assertThat(copy.closesAt()).isNotNull();
    }

    private long contents(String digest) {
        return db.sql("select count(*) from file_content where digest = decode(:digest, 'hex')")
                .param("digest", digest)
                .query(Long.class)
                .single();
    }

    private static MockMultipartFile file(String name) {
        return new MockMultipartFile(
                "documents", name, null, name.endsWith("docx") ? Samples.docx() : Samples.pdf(name));
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(Paris.ZONE).toLocalDate();
    }
}
