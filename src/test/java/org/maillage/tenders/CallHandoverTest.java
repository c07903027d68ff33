package org.maillage.tenders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.identity.Handover.Item;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.StandIn;
import org.maillage.network.Network;
import org.maillage.network.People;
import org.maillage.network.Person;
import org.maillage.network.PersonLeft;
import org.maillage.people.PeopleStories;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Statements;
import org.maillage.testing.TestClock;
import org.maillage.web.Languages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** Calls change hands: to a colleague, to a stand-in, to the DLA itself when nobody is left. */
@MaillageTest
class CallHandoverTest {
    private static final DlaId AUBE = new DlaId("aube");

    @Autowired
    CallHandover handover;

    @Autowired
    TenderStories given;

    @Autowired
    PeopleStories people;

    @Autowired
    People register;

    @Autowired
    Tenders tenders;

    @Autowired
    Enquiring enquiring;

    @Autowired
    Network network;

    @Autowired
    Languages languages;

    @Autowired
    TestClock clock;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    private Person leaving;
    private Person colleague;

    @BeforeEach
    void twoColleagues() {
        people.clean();
        leaving = people.officer("aube");
        colleague = people.officer("aube");
    }

    @AfterEach
    void nowIsNow() {
        clock.reset();
        people.clean();
    }

    private Tender draft(String title) {
        Tender draft = given.draft("aube", title);
        return named(draft, leaving.name());
    }

    private Tender named(Tender draft, String contact) {
        Terms terms = draft.terms().contact(new Contact(contact, "dla@example.org", ""));
        return transaction.execute(t -> tenders.save(draft.with(terms), clock.instant()));
    }

    private Tender published(String title) {
        Tender draft = draft(title);
        return transaction.execute(t -> tenders.save(draft.published(clock.instant()), clock.instant()));
    }

    private List<Item> items(Person of) {
        return handover.of(of, languages.in(Locale.FRENCH));
    }

    @Test
    void drafts_and_open_calls_of_one_contact_pass_to_a_colleague_the_open_ones_by_an_amendment() {
        Tender draft = draft("Un brouillon à passer");
        Tender open = published("Un appel à passer");
        named(given.draft("aube", "Un autre contact"), "Quelqu’un d’autre");
        assertThat(items(leaving))
                .hasSize(2)
                .allMatch(i -> i.mayGoTo(colleague) && !i.mayGoTo(people.account("marne-1")));

        for (Item item : items(leaving)) handover.pass(item.id(), leaving, colleague);

        assertThat(items(leaving)).isEmpty();
        assertThat(items(colleague)).hasSize(2);
        Contact now = tenders.find(draft.id()).orElseThrow().terms().contact();
        assertThat(now.name()).isEqualTo(colleague.name());
        assertThat(now.email())
                .as("a person’s own address is not public")
                .isEqualTo(network.dla(AUBE).orElseThrow().email());
        Tender after = tenders.find(open.id()).orElseThrow();
        assertThat(after.life().amendments()).isEqualTo(1);
        assertThat(after.terms().closesAt())
                .as("early enough: the deadline stays")
                .isEqualTo(open.terms().closesAt());
        assertThat(tenders.amendments(open.id()).getFirst().summary()).contains(colleague.name());
    }

    @Test
    void what_is_not_theirs_any_more_or_goes_to_another_dla_does_not_move() {
        Tender draft = draft("Un brouillon disputé");
        String item = items(leaving).getFirst().id();
        assertThatThrownBy(() -> handover.pass(item, leaving, people.account("marne-1")))
                .isInstanceOf(Refused.class);
        handover.pass(item, leaving, colleague);
        handover.pass(item, leaving, people.account("aube-1"));
        handover.pass("agenda:42", leaving, colleague);
        assertThat(tenders.find(draft.id()).orElseThrow().terms().contact().name())
                .isEqualTo(colleague.name());
    }

    @Test
    void what_nobody_took_goes_to_the_dla_when_its_contact_has_left() {
        Tender draft = draft("Un brouillon orphelin");
        Tender open = published("Un appel orphelin");
        transaction.executeWithoutResult(t -> {
            register.leaves(
                    leaving.id(),
                    clock.instant().atZone(org.maillage.platform.Paris.ZONE).toLocalDate());
            register.close(leaving.id(), clock.instant());
            events.publishEvent(new PersonLeft(leaving.id()));
        });
        await().untilAsserted(() -> assertThat(
                        tenders.find(open.id()).orElseThrow().terms().contact().name())
                .isEqualTo("DLA de l’Aube"));
        handover.release(leaving.id()); // the event is given again
        assertThat(tenders.find(open.id()).orElseThrow().life().amendments()).isEqualTo(1);
        assertThat(tenders.find(draft.id()).orElseThrow().terms().contact().name())
                .isEqualTo("DLA de l’Aube");
        assertThat(tenders.find(draft.id()).orElseThrow().dla())
                .as("shared work stays")
                .isEqualTo(AUBE);
    }

    @Test
    void a_stand_in_works_on_the_calls_of_the_dla_and_the_pages_say_for_whom_and_by_whom() throws Exception {
        Tender draft = given.draft("aube", "Appel de l’absente");
        Tender open = given.published("aube", "Appel ouvert de l’absente");
        Member marne = people.account("marne-1").member();
        Member acting = new Member(
                marne.id(),
                marne.displayName(),
                Role.OFFICER,
                marne.dla(),
                List.of(new StandIn(
                        AUBE,
                        "DLA de l’Aube",
                        marne.id(),
                        "Julien Marsault",
                        "Sophie Vautrelle",
                        LocalDate.of(2099, 1, 31))));
        String said = "Pour le DLA de l’Aube, par Julien Marsault (remplacement, jusqu’au 31 janvier 2099)";
        String work = "/espace/appels-d-offres/" + open.reference();
        for (String page : List.of(
                draft.workPath(),
                draft.workPath() + "/apercu",
                draft.workPath() + "/documents",
                work,
                work + "/rectificatif",
                work + "/questions",
                "/espace/appels-d-offres?dla=aube")) {
            var answer = as(acting, get(page));
            assertThat(answer.getStatus()).as(page).isEqualTo(200);
            assertThat(answer.getContentAsString()).as(page).contains(said);
            if (!page.contains("?"))
                assertThat(as(marne, get(page)).getStatus()).as(page).isEqualTo(404);
        }
        assertThat(as(marne, get("/espace/appels-d-offres").param("dla", "aube"))
                        .getStatus())
                .isEqualTo(404);
        assertThat(as(acting, get("/espace/appels-d-offres").param("dla", "ardennes"))
                        .getStatus())
                .isEqualTo(404);
        assertThat(as(acting, get("/espace/appels-d-offres")).getContentAsString())
                .contains("Voir aussi les appels du DLA de l’Aube")
                .doesNotContain(said, "Appel de l’absente");
        assertThat(as(marne, post("/espace/appels-d-offres/brouillons").param("dla", "aube"))
                        .getStatus())
                .isEqualTo(404);
        String made = as(acting, post("/espace/appels-d-offres/brouillons").param("dla", "aube"))
                .getRedirectedUrl();
        UUID id = UUID.fromString(Objects.requireNonNull(made).substring(made.lastIndexOf('/') + 1));
        assertThat(tenders.find(id).orElseThrow().dla()).isEqualTo(AUBE);
    }

    @Test
    void a_person_and_the_absences_that_concern_them_are_one_statement() {
        assertThat(Statements.during(() -> network.person(leaving.id()))).hasSize(1);
    }

    @Test
    void a_question_is_told_to_whoever_is_on_duty_at_once_when_its_deadline_is_near() {
        Tender open = given.published("aube", "Appel à questions");
        ask(open);
        assertThat(news()).allMatch(n -> n.equals("false"));
        assertThat(news()).hasSize(3);
        UUID question = enquiring.of(open).getFirst().id();
        enquiring.answer(
                Objects.requireNonNull(open.reference()), question, 0, "", "Voici la réponse.", true, leaving.member());
        assertThat(news()).as("answered: nothing waits any more").isEmpty();

        clock.set(Objects.requireNonNull(open.terms().questionsUntil()).minus(Duration.ofHours(30)));
        ask(open);
        assertThat(news()).hasSize(3).allMatch(n -> n.equals("true"));
        assertThat(db.sql(
                                "select count(*) from notification where message like '%ateliers%' or arguments::text like '%ateliers%'")
                        .query(Integer.class)
                        .single())
                .as("the question itself stays on the site")
                .isZero();
    }

    private void ask(Tender call) {
        enquiring.ask(Objects.requireNonNull(call.reference()), "Combien d’ateliers sont attendus ?");
    }

    private List<String> news() {
        return db.sql("select at_once::text from notification where topic = 'tenders.question' and told_at is null")
                .query((row, n) -> row.getString(1))
                .list();
    }

    private MockHttpServletResponse as(Member member, MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(csrf())
                        .with(authentication(new PreAuthenticatedAuthenticationToken(member, "", List.of()))))
                .andReturn()
                .getResponse();
    }
}
