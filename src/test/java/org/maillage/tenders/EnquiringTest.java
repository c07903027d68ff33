package org.maillage.tenders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.files.FileType;
import org.maillage.files.Samples;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.maillage.traces.Purge;
import org.maillage.web.RateLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.web.multipart.MultipartFile;

/** Questions without a name, answers to everyone at once, documents that stand once published. */
@MaillageTest
class EnquiringTest {
    private static final Member MARNE = TenderStories.officer("marne");

    @Autowired
    Enquiring enquiring;

    @Autowired
    Documenting documenting;

    @Autowired
    TenderCatalogue catalogue;

    @Autowired
    TenderStories given;

    @Autowired
    JdbcClient db;

    @Autowired
    TestClock clock;

    @Autowired
    RateLimits limits;

    @Autowired
    Purge purge;

    @LocalServerPort
    int port;

    @AfterEach
    void rightTime() {
        clock.reset();
        limits.reset();
    }

    @Test
    void answers_are_published_together_and_the_wording_as_asked_is_forgotten() {
        Tender call = given.published("marne", "Appel à deux questions");
        Reference reference = reference(call);
        enquiring.ask(reference, "Nous, cabinet Reconnaissable, pouvons-nous répondre à deux ?");
        enquiring.ask(reference, "Le budget comprend-il les déplacements ?");
        var asked = enquiring.of(call);
        enquiring.answer(reference, asked.get(0).id(), 0, "Un groupement peut-il répondre ?", "Oui.", true, MARNE);
        enquiring.answer(reference, asked.get(1).id(), 0, "", "Oui, **tous**.", false, MARNE);
        assertThat(shown(reference).answers()).isEmpty();

        enquiring.answer(reference, asked.get(1).id(), 1, "", "Oui, **tous**.", true, MARNE);
        assertThat(enquiring.publish(reference, MARNE)).isEqualTo(1);

        assertThat(shown(reference).answers())
                .singleElement()
                .extracting(AnsweredEnquiries::enquiries)
                .asString()
                .contains("Un groupement peut-il répondre ?")
                .doesNotContain("Reconnaissable");
        assertThat(db.sql("select count(*) from tender_enquiry where question like '%Reconnaissable%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> enquiring.publish(reference, MARNE)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> enquiring.answer(reference, asked.get(0).id(), 2, "", "Non.", true, MARNE))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> db.sql("update tender_enquiry set answer = 'Non.' where batch = 1")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_discarded_question_stays_unpublished_and_leaves_with_the_outcome() {
        Tender call = given.published("marne", "Appel à question écartée");
        Reference reference = reference(call);
        enquiring.ask(reference, "Une question hors sujet, vraiment ?");
        var asked = enquiring.of(call).getFirst();
        enquiring.discard(reference, asked.id(), 0, "hors sujet", MARNE);
        assertThatThrownBy(() -> enquiring.publish(reference, MARNE)).isInstanceOf(Refused.class);

        purge.run();
        assertThat(enquiring.of(call)).hasSize(1);
        db.sql("""
                        update tender set state = 'CANCELLED', concluded_at = :now, outcome_reason = 'Essai', updated_at = :now
                         where id = :id""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", call.id())
                .update();
        clock.advance(Duration.ofMinutes(1));
        purge.run();
        assertThat(enquiring.of(call)).isEmpty();
    }

    @Test
    void two_officers_do_not_overwrite_each_other_and_another_dla_sees_nothing() {
        Tender call = given.published("marne", "Appel à deux plumes");
        Reference reference = reference(call);
        enquiring.ask(reference, "Une question bien posée ?");
        var id = enquiring.of(call).getFirst().id();
        enquiring.answer(reference, id, 0, "", "Première.", false, MARNE);
        assertThatThrownBy(() -> enquiring.answer(reference, id, 0, "", "Seconde.", false, MARNE))
                .isInstanceOf(StaleVersion.class);
        assertThatThrownBy(() -> enquiring.publish(reference, TenderStories.officer("aube")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void questions_end_at_their_deadline() {
        Tender call = given.published("marne", "Appel aux questions closes");
        clock.advance(Duration.ofDays(15));
        assertThatThrownBy(() -> enquiring.ask(reference(call), "Est-il trop tard ?"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void anyone_asks_without_a_session_robots_ask_nothing_and_a_flood_is_stopped() {
        Tender call = given.published("marne", "Appel aux passants");
        String path = reference(call).path();
        var visitor = new Visitor(port);
        assertThat(visitor.get(path).body()).doesNotContain("_csrf");
        var robot = visitor.submit(
                path + "/question", path + "/question", Map.of("question", "Achetez mes pilules !", "site", "x"));
        assertThat(robot.statusCode()).isEqualTo(302);
        assertThat(enquiring.of(call)).isEmpty();
        var empty = visitor.submit(path + "/question", path + "/question", Map.of("question", " "));
        assertThat(empty.statusCode()).isEqualTo(422);
        var sent = visitor.submit(
                path + "/question", path + "/question", Map.of("question", "Peut-on visiter les lieux ?"));
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(enquiring.of(call)).hasSize(1);
        assertThat(visitor.cookie("maillage_session")).isEmpty();
        int last = 0;
        for (int i = 0; i < 10; i++)
            last = visitor.submit(
                            path + "/question", path + "/question", Map.of("question", "Encore une question " + i))
                    .statusCode();
        assertThat(last).isEqualTo(429);
    }

    @Test
    void a_document_of_a_draft_is_private_then_public_then_stands() {
        Tender draft = given.draft("marne", "Appel à document");
        documenting.attach(draft.id(), pdf("Cahier des charges.pdf"), MARNE);
        var document = documenting.of(draft).getFirst();
        assertThat(document.file().type()).isEqualTo(FileType.PDF);
        assertThatThrownBy(() -> documenting.remove(draft.id(), document.id(), TenderStories.officer("aube")))
                .isInstanceOf(NotFound.class);

        db.sql("update tender set state = 'PUBLISHED', published_at = :now, updated_at = :now where id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", draft.id())
                .update();
        Reference reference = db.sql("select reference from tender where id = :id")
                .param("id", draft.id())
                .query((row, n) -> new Reference(row.getString(1)))
                .single();
        var answer = new Visitor(port).get(document.path(reference));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(new Visitor(port)
                        .get("/appels-d-offres/2020-51-001/documents/" + document.id() + "/x")
                        .statusCode())
                .isEqualTo(404);
        assertThatThrownBy(() -> db.sql("delete from tender_document where id = :id")
                        .param("id", document.id())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_late_document_comes_with_an_amendment_that_gives_time_back() {
        Tender call = given.published("marne", "Appel à pièce tardive");
        Reference reference = reference(call);
        clock.advance(Duration.ofDays(19));
        var told = documenting.deadlineAfter(call);
        assertThat(told).isAfter(Objects.requireNonNull(call.terms().closesAt()));
        assertThatThrownBy(() ->
                        documenting.amend(reference, call.version(), List.<MultipartFile>of(), "Rien", told, MARNE))
                .isInstanceOf(Refused.class);
        documenting.amend(reference, call.version(), List.of(pdf("Annexe.pdf")), "Une annexe s’ajoute.", told, MARNE);
        var now = shown(reference);
        assertThat(now.documents())
                .singleElement()
                .extracting(TenderDocument::amendment)
                .isEqualTo(1);
        assertThat(now.amendments().getFirst().changes())
                .extracting(Amendment.Change::field)
                .containsExactly("documents", "closesAt");
        assertThat(now.terms().closesAt()).isEqualTo(told);
        assertThat(now).asInstanceOf(type(PublicTender.class)).matches(PublicTender::open);
    }

    private PublicTender shown(Reference reference) {
        return catalogue.find(reference).orElseThrow();
    }

    private static Reference reference(Tender call) {
        return Objects.requireNonNull(call.reference());
    }

    private static MultipartFile pdf(String name) {
        return new MockMultipartFile(
                "documents", name, "application/pdf", new ByteArrayInputStream(Samples.pdf(name)).readAllBytes());
    }
}
