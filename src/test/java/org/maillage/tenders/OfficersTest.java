package org.maillage.tenders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What officers can do with calls, and what nobody else can. */
@MaillageTest
@RecordApplicationEvents
class OfficersTest {
    private static final String DRAFTS = "/espace/appels-d-offres/brouillons/";

    @Autowired
    MockMvc mvc;

    @Autowired
    TenderStories given;

    @Autowired
    Tenders tenders;

    @Autowired
    Publishing publishing;

    @Autowired
    Concluding concluding;

    @Autowired
    Amending amending;

    @Autowired
    TestClock clock;

    @Autowired
    Enquiring enquiring;

    @Autowired
    JdbcClient db;

    @Autowired
    ApplicationEvents events;

    private final Member marne = TenderStories.officer("marne");
    private final Member aube = TenderStories.officer("aube");
    private final Member facilitator = new Member(UUID.randomUUID(), "Alix Essai", Role.FACILITATOR, null);

    @AfterEach
    void nowIsNow() {
        clock.reset();
    }

    @Test
    void a_colleague_of_another_dla_sees_and_does_nothing() throws Exception {
        Tender draft = given.draft("marne", "Un brouillon à nous");
        Tender out = given.published("marne", "Un appel à nous");
        String path = DRAFTS + draft.id();
        String work = "/espace/appels-d-offres/" + out.reference();
        for (var request : List.of(get(path), get(path + "/apercu"), get(work), get(work + "/rectificatif")))
            assertThat(as(aube, request).getStatus()).isEqualTo(404);
        for (var request : List.of(
                post(path).param("version", "0").param("title", "Pris"),
                post(path + "/enregistrement").param("version", "0").param("title", "Pris"),
                post(path + "/abandon").param("version", "0"),
                post(path + "/publication").param("version", "0"),
                post(path + "/programmation").param("version", "0").param("publishAt", "2090-01-01T10:00"),
                post(path + "/programmation/retrait").param("version", "0"),
                post(work + "/rectificatif").param("version", "1").param("summary", "x"),
                post(work + "/attribution").param("version", "1").param("providers", "x"),
                post(work + "/sans-suite").param("version", "1").param("reason", "x"),
                post(work + "/annulation").param("version", "1").param("reason", "x"),
                post("/espace/appels-d-offres/copies")
                        .param("modele", draft.id().toString())))
            assertThat(as(aube, request).getStatus()).isEqualTo(404);
        assertThat(tenders.find(draft.id())).contains(draft);
    }

    @Test
    void the_facilitator_reads_the_list_without_drafts_and_writes_nothing() throws Exception {
        Tender draft = given.draft("marne", "Secret de brouillon " + UUID.randomUUID());
        Tender out = given.published("marne", "Appel visible " + UUID.randomUUID());
        var list = as(facilitator, get("/espace/appels-d-offres"));
        assertThat(list.getContentAsString())
                .contains(out.terms().title())
                .doesNotContain(draft.terms().title());
        assertThat(as(facilitator, get(DRAFTS + draft.id())).getStatus()).isEqualTo(403);
        assertThat(as(facilitator, post("/espace/appels-d-offres/brouillons")).getStatus())
                .isEqualTo(403);
        assertThat(as(
                                facilitator,
                                post(DRAFTS + draft.id()).param("version", "0").param("title", "Pris"))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void a_stranger_is_led_to_the_door_and_a_post_is_not_saved() throws Exception {
        Tender draft = given.draft("marne", "Pas pour tous");
        assertThat(mvc.perform(get(DRAFTS + draft.id()))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl())
                .startsWith("/connexion");
        var answer = mvc.perform(post(DRAFTS + draft.id())
                        .with(csrf())
                        .param("version", "0")
                        .param("title", "Mon texte à moi"))
                .andReturn()
                .getResponse();
        assertThat(answer.getRedirectedUrl()).startsWith("/connexion");
        assertThat(tenders.find(draft.id())).contains(draft);
    }

    @Test
    void a_wrong_number_is_told_and_everything_else_is_saved() throws Exception {
        Tender draft = given.draft("marne", "Avant");
        var answer = as(
                marne,
                post(DRAFTS + draft.id())
                        .param("version", "0")
                        .param("title", "Après")
                        .param("budget", "beaucoup"));
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString()).contains("value=\"beaucoup\"", "href=\"#f-budget\"");
        Terms saved = tenders.find(draft.id()).orElseThrow().terms();
        assertThat(saved.title()).isEqualTo("Après");
        assertThat(saved.budget()).isEqualTo(draft.terms().budget());
    }

    @Test
    void two_writers_of_one_draft_get_a_conflict_and_choose_field_by_field() throws Exception {
        Tender draft = given.draft("marne", "Titre commun");
        var form = TermsForm.of(draft.terms());
        var theirs = form.with(TermsField.TITLE, "Titre de l’autre").with(TermsField.CONTEXT, "Contexte de l’autre");
        var mine = form.with(TermsField.TITLE, "Mon titre").with(TermsField.BENEFICIARY, "Ma structure");
        assertThat(as(marne, typed(post(DRAFTS + draft.id()), theirs, 0, form.marks()))
                        .getStatus())
                .isEqualTo(302);

        var conflict = as(marne, typed(post(DRAFTS + draft.id()), mine, 0, form.marks()));
        assertThat(conflict.getStatus()).isEqualTo(409);
        assertThat(conflict.getContentAsString())
                .contains("Titre de l’autre", "Mon titre", "Contexte de l’autre", "Ma structure")
                .contains("name=\"take.context\" value=\"theirs\" checked")
                .contains("name=\"take.beneficiary\" value=\"mine\" checked")
                .doesNotContain("take.objectives");
        assertThat(tenders.find(draft.id()).orElseThrow().terms().title()).isEqualTo("Titre de l’autre");

        var resolved = as(
                marne,
                typed(post(DRAFTS + draft.id()), mine, 1, "")
                        .param("take.title", "mine")
                        .param("take.context", "theirs")
                        .param("take.beneficiary", "mine"));
        assertThat(resolved.getStatus()).isEqualTo(302);
        Terms saved = tenders.find(draft.id()).orElseThrow().terms();
        assertThat(saved.title()).isEqualTo("Mon titre");
        assertThat(saved.context()).isEqualTo("Contexte de l’autre");
        assertThat(saved.beneficiary()).isEqualTo("Ma structure");
    }

    @Test
    void saving_by_the_script_answers_version_and_conflict() throws Exception {
        Tender draft = given.draft("marne", "Avant");
        var form = TermsForm.of(draft.terms()).with(TermsField.TITLE, "Pendant");
        String path = DRAFTS + draft.id() + "/enregistrement";
        var first = as(marne, typed(post(path), form, 0, ""));
        assertThat(first.getContentAsString()).contains("\"version\":1");
        assertThat(as(marne, typed(post(path), form, 0, "")).getStatus()).isEqualTo(409);
    }

    @Test
    void publishing_gives_a_number_and_tells_it_once() throws Exception {
        Tender draft = given.draft("marne", "Enfin prêt");
        var answer = as(marne, post(DRAFTS + draft.id() + "/publication").param("version", "0"));
        Reference reference =
                Objects.requireNonNull(tenders.find(draft.id()).orElseThrow().reference());
        assertThat(answer.getRedirectedUrl()).isEqualTo("/espace/appels-d-offres/" + reference);
        assertThat(events.stream(TenderPublished.class)).containsExactly(new TenderPublished(reference));
        assertThat(as(marne, post(DRAFTS + draft.id() + "/publication").param("version", "0"))
                        .getStatus())
                .isEqualTo(404);
        assertThat(events.stream(TenderPublished.class)).hasSize(1);
    }

    @Test
    void a_call_that_leaves_too_little_time_stays_a_draft_and_says_so() throws Exception {
        Tender draft = given.draft("marne", "Trop pressé");
        clock.advance(Duration.ofDays(12));
        var answer = as(marne, post(DRAFTS + draft.id() + "/publication").param("version", "0"));
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString()).contains("#f-closesAt", "10 jours au moins");
        assertThat(tenders.find(draft.id())).contains(draft);
    }

    @Test
    void a_publication_on_a_version_that_changed_is_shown_again_first() throws Exception {
        Tender draft = given.draft("marne", "Relu");
        as(
                marne,
                typed(post(DRAFTS + draft.id()), TermsForm.of(draft.terms()).with(TermsField.TITLE, "Changé"), 0, ""));
        var answer = as(marne, post(DRAFTS + draft.id() + "/publication").param("version", "0"));
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getContentAsString()).contains("Changé", "Quelqu’un d’autre a enregistré");
        assertThat(tenders.find(draft.id()).orElseThrow().draft()).isTrue();
    }

    @Test
    void a_draft_leaves_at_its_time_and_not_before() {
        Tender draft = given.draft("marne", "À l’heure dite");
        publishing.schedule(draft.id(), 0, clock.instant().plus(Duration.ofHours(2)), marne);
        publishing.publishDue();
        assertThat(tenders.find(draft.id()).orElseThrow().scheduled()).isTrue();
        clock.advance(Duration.ofHours(2).plusSeconds(1));
        publishing.publishDue();
        publishing.publishDue();
        Tender out = tenders.find(draft.id()).orElseThrow();
        assertThat(out.state()).isEqualTo(TenderState.PUBLISHED);
        assertThat(events.stream(TenderPublished.class)
                        .filter(e -> e.reference().equals(out.reference())))
                .hasSize(1);
    }

    @Test
    void a_draft_that_is_no_longer_ready_at_its_time_stays_and_says_why() throws Exception {
        Tender draft = given.draft("marne", "Plus prêt");
        publishing.schedule(draft.id(), 0, clock.instant().plus(Duration.ofHours(2)), marne);
        as(marne, typed(post(DRAFTS + draft.id()), TermsForm.of(draft.terms()).with(TermsField.DAYS, ""), 1, ""));
        clock.advance(Duration.ofHours(3));
        publishing.publishDue();
        Tender stayed = tenders.find(draft.id()).orElseThrow();
        assertThat(stayed.draft()).isTrue();
        assertThat(stayed.life().publishAt()).isNull();
        assertThat(as(marne, get(DRAFTS + draft.id() + "/apercu")).getContentAsString())
                .contains("n’est pas parti à l’heure prévue", "Indiquez le nombre de jours");
    }

    @Test
    void a_withdrawn_departure_does_not_happen() throws Exception {
        Tender draft = given.draft("marne", "Retenu");
        publishing.schedule(draft.id(), 0, clock.instant().plus(Duration.ofHours(2)), marne);
        as(marne, post(DRAFTS + draft.id() + "/programmation/retrait").param("version", "1"));
        clock.advance(Duration.ofHours(3));
        publishing.publishDue();
        assertThat(tenders.find(draft.id()).orElseThrow().draft()).isTrue();
    }

    @Test
    void calls_close_at_their_deadline_by_themselves() {
        Tender out = given.published("marne", "Bientôt clos");
        concluding.closeDue();
        assertThat(tenders.find(out.id()).orElseThrow().state()).isEqualTo(TenderState.PUBLISHED);
        clock.advance(Duration.ofDays(21).plusSeconds(1));
        concluding.closeDue();
        concluding.closeDue();
        assertThat(tenders.find(out.id()).orElseThrow().state()).isEqualTo(TenderState.CLOSED);
        assertThat(events.stream(TenderClosed.class).filter(e -> e.reference().equals(out.reference())))
                .hasSize(1);
    }

    @Test
    void a_closed_call_is_awarded_with_a_name_or_ended_with_a_reason() throws Exception {
        Tender out = given.published("marne", "À attribuer");
        String work = "/espace/appels-d-offres/" + out.reference();
        assertThat(as(marne, post(work + "/attribution").param("version", "1").param("providers", "Trop tôt"))
                        .getStatus())
                .isEqualTo(422);
        clock.advance(Duration.ofDays(22));
        concluding.closeDue();
        assertThat(as(marne, post(work + "/attribution").param("version", "2").param("providers", " "))
                        .getStatus())
                .isEqualTo(422);
        assertThat(as(
                                marne,
                                post(work + "/attribution")
                                        .param("version", "2")
                                        .param("providers", "A")
                                        .param("amount", "gratuit"))
                        .getStatus())
                .isEqualTo(422);
        as(
                marne,
                post(work + "/attribution")
                        .param("version", "2")
                        .param("providers", "Atelier du Projet\r\n\r\nCabinet Deux")
                        .param("amount", "4 200"));
        Tender ended = tenders.find(out.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(TenderState.AWARDED);
        assertThat(Objects.requireNonNull(ended.life().outcome()).providers())
                .containsExactly("Atelier du Projet", "Cabinet Deux");
        assertThat(events.stream(TenderConcluded.class)).hasSize(1);
    }

    @Test
    void a_cancellation_says_why() throws Exception {
        Tender out = given.published("marne", "À annuler");
        String work = "/espace/appels-d-offres/" + out.reference();
        assertThat(as(marne, post(work + "/annulation").param("version", "1").param("reason", " "))
                        .getStatus())
                .isEqualTo(422);
        as(marne, post(work + "/annulation").param("version", "1").param("reason", "La structure renonce."));
        assertThat(tenders.find(out.id()).orElseThrow().state()).isEqualTo(TenderState.CANCELLED);
        assertThat(events.stream(TenderCancelled.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {20, 8, 7, 6, 1})
    void an_amendment_near_the_deadline_leaves_seven_days(long daysLeft) {
        Tender out = given.published("marne", "À rectifier");
        Instant closes = Objects.requireNonNull(out.terms().closesAt());
        clock.set(closes.minus(Duration.ofDays(daysLeft)).minusSeconds(30));
        var plan = amending.plan(out, with(out, TermsField.DAYS, "6"), "Six jours au lieu de quatre et demi.");
        if (daysLeft >= 7) {
            assertThat(plan.moved()).isFalse();
            assertThat(plan.closesAt()).isEqualTo(closes);
        } else {
            assertThat(plan.moved()).isTrue();
            assertThat(plan.closesAt())
                    .isBetween(
                            clock.instant().plus(Duration.ofDays(7)).minusSeconds(5),
                            clock.instant().plus(Duration.ofDays(8)).plus(Duration.ofHours(1)));
            assertThat(plan.changes()).extracting("field").containsExactly("days", "closesAt");
        }
    }

    @Test
    void an_amendment_tells_before_and_after_and_never_brings_the_deadline_forward() throws Exception {
        Tender out = given.published("marne", "À rectifier au grand jour");
        String path = "/espace/appels-d-offres/" + out.reference() + "/rectificatif";
        var earlier = TermsForm.of(out.terms())
                .with(
                        TermsField.CLOSES_AT,
                        TermsForm.local(
                                Objects.requireNonNull(out.terms().closesAt()).minus(1, ChronoUnit.DAYS)));
        assertThat(as(marne, typed(post(path), earlier, 1, "").param("summary", "Plus tôt"))
                        .getContentAsString())
                .contains("ne peut pas être avancée");
        assertThat(as(marne, typed(post(path), TermsForm.of(out.terms()), 1, "").param("summary", "Rien"))
                        .getContentAsString())
                .contains("Rien n’a changé");

        var form = TermsForm.of(out.terms()).with(TermsField.BUDGET, "6 000");
        var shown = as(marne, typed(post(path), form, 1, "").param("summary", "Budget relevé."));
        assertThat(shown.getStatus()).isEqualTo(200);
        assertThat(tenders.amendments(out.id())).isEmpty();
        String told = TermsForm.local(out.terms().closesAt());
        as(
                marne,
                typed(post(path), form, 1, "")
                        .param("summary", "Budget relevé.")
                        .param("told", told));
        assertThat(tenders.amendments(out.id())).singleElement().satisfies(a -> {
            assertThat(a.summary()).isEqualTo("Budget relevé.");
            assertThat(a.changes()).containsExactly(new Amendment.Change("budget", "4500", "6000"));
        });
        assertThat(events.stream(TenderAmended.class))
                .containsExactly(new TenderAmended(Objects.requireNonNull(out.reference()), 1));
        // The same form a second time, from the version of before: shown again, not published again.
        assertThat(as(
                                marne,
                                typed(post(path), form.with(TermsField.DAYS, "9"), 1, "")
                                        .param("summary", "x")
                                        .param("told", told))
                        .getStatus())
                .isEqualTo(409);
        assertThat(tenders.amendments(out.id())).hasSize(1);
    }

    @Test
    void hostile_markup_in_every_field_stays_text() throws Exception {
        String evil = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";
        Tender draft = given.draft("marne", "Sain");
        var form = TermsForm.of(draft.terms());
        for (TermsField field : TermsField.values())
            if (field.most() > 100 && field != TermsField.CONTACT_EMAIL) form = form.with(field, evil);
        form = form.with(TermsField.CRITERIA, "100\t" + evil);
        as(marne, typed(post(DRAFTS + draft.id()), form, 0, ""));
        for (String page : List.of("", "/apercu")) {
            String html = as(marne, get(DRAFTS + draft.id() + page)).getContentAsString();
            assertThat(html).doesNotContain("<script>alert", "<img src=x");
        }
        String desk = as(marne, get("/espace/appels-d-offres")).getContentAsString();
        assertThat(desk).doesNotContain("<script>alert", "<img src=x");
    }

    @Test
    void texts_of_twenty_thousand_characters_are_kept_and_longer_ones_told() throws Exception {
        Tender draft = given.draft("marne", "Long");
        String most = "é".repeat(20_000);
        as(marne, typed(post(DRAFTS + draft.id()), TermsForm.of(draft.terms()).with(TermsField.CONTEXT, most), 0, ""));
        assertThat(tenders.find(draft.id()).orElseThrow().terms().context()).isEqualTo(most);
        var longer = as(
                marne,
                typed(
                        post(DRAFTS + draft.id()),
                        TermsForm.of(draft.terms()).with(TermsField.CONTEXT, most + "!"),
                        1,
                        ""));
        assertThat(longer.getStatus()).isEqualTo(422);
        assertThat(longer.getContentAsString()).contains(most + "!");
    }

    @Test
    void an_abandoned_draft_can_be_taken_up_again() throws Exception {
        Tender draft = given.draft("marne", "Abandonné " + UUID.randomUUID());
        as(marne, post(DRAFTS + draft.id() + "/abandon").param("version", "0"));
        assertThat(as(marne, get("/espace/appels-d-offres")).getContentAsString())
                .contains(draft.terms().title());
        String copy = as(
                        marne,
                        post("/espace/appels-d-offres/copies")
                                .param("modele", draft.id().toString()))
                .getRedirectedUrl();
        assertThat(as(marne, get(Objects.requireNonNull(copy))).getContentAsString())
                .contains(draft.terms().title());
        assertThat(as(aube, get("/espace/appels-d-offres")).getContentAsString())
                .doesNotContain(draft.terms().title());
    }

    @Test
    void an_ending_or_an_answer_written_while_a_colleague_saved_comes_back_with_its_words() throws Exception {
        Tender out = given.published("marne", "Appel à deux mains");
        var cancelled = as(
                marne,
                post("/espace/appels-d-offres/" + out.reference() + "/annulation")
                        .param("version", "0")
                        .param("reason", "Une raison bien pesée"));
        assertThat(cancelled.getStatus()).isEqualTo(409);
        assertThat(cancelled.getContentAsString()).contains("Une raison bien pesée", "Quelqu’un d’autre a enregistré");
        assertThat(tenders.find(out.id())).contains(out);

        Reference reference = Objects.requireNonNull(out.reference());
        enquiring.ask(reference, "Deux structures peuvent-elles répondre ensemble ?");
        UUID question = enquiring.of(out).getFirst().id();
        enquiring.answer(reference, question, 0, "", "Oui.", false, marne);
        var answered = as(
                marne,
                post("/espace/appels-d-offres/" + reference + "/questions/" + question)
                        .param("version", "0")
                        .param("answer-" + question, "Oui, en groupement."));
        assertThat(answered.getStatus()).isEqualTo(409);
        assertThat(answered.getContentAsString()).contains("Oui, en groupement.");
        assertThat(enquiring.of(out).getFirst().answer()).isEqualTo("Oui.");
    }

    private static Terms with(Tender tender, TermsField field, String value) {
        var read = TermsReading.read(
                TermsForm.of(tender.terms()).with(field, value),
                tender.terms(),
                java.util.Set.copyOf(tender.terms().departments()));
        return read.whole();
    }

    private static MockHttpServletRequestBuilder typed(
            MockHttpServletRequestBuilder request, TermsForm form, int version, String marks) {
        request.param("version", Integer.toString(version)).param("marks", marks);
        for (TermsField field : TermsField.values())
            switch (field) {
                case DEPARTMENTS, DOMAINS ->
                    form.chosen(field.form()).forEach(code -> request.param(field.form(), code));
                case CRITERIA ->
                    form.criteria()
                            .forEach(row ->
                                    request.param("criterion", row.name()).param("weight", row.weight()));
                default -> request.param(field.form(), form.get(field));
            }
        return request;
    }

    private MockHttpServletResponse as(Member member, MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(csrf())
                        .with(authentication(new PreAuthenticatedAuthenticationToken(member, "", List.of()))))
                .andReturn()
                .getResponse();
    }
}
