package org.maillage.tenders;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;
import org.maillage.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An officer writes a call, with all that goes wrong on a working day. */
class WritingBrowserTest extends BrowserTest {
    private static final String DESK = "/espace/appels-d-offres";

    @Autowired
    TenderStories given;

    @Autowired
    Tenders tenders;

    @Autowired
    Concluding concluding;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    @AfterEach
    void nowIsNow() {
        clock.reset();
    }

    @Test
    void a_call_is_written_saves_itself_is_read_over_and_published() {
        Page page = signedIn("marne-1");
        page.navigate(DESK);
        button(page, "Écrire un nouvel appel").click();
        looksRight(page, "tenders-draft-new");
        String title = "Consolider la ressourcerie " + UUID.randomUUID();
        page.locator("#f-title").fill(title);
        assertThat(page.locator("#draft-state")).containsText("Enregistré à");

        button(page, "Relire et publier").click();
        assertThat(page.locator(".errors")).containsText("Décrivez le contexte");
        looksRight(page, "tenders-preview-incomplete");
        page.locator(".errors a[href$='f-context']").click();
        page.locator("#f-context").fill("La ressourcerie **grandit vite**.");
        page.locator("#f-beneficiary").fill("La Ressourcerie des Essais");
        page.getByLabel("Modèle économique").check();
        page.locator("#f-objectives").fill("- Choisir un modèle\n- Le chiffrer");
        page.locator("#f-deliverables").fill("Un rapport.");
        page.locator("#f-days").fill("4,5");
        page.locator("#f-budget").fill("4 500");
        page.locator("#f-startsOn").fill("2027-03-01");
        page.locator("#f-endsOn").fill("2027-09-30");
        page.getByLabel("Critère 1", new Page.GetByLabelOptions().setExact(true))
                .fill("Méthode, calendrier");
        page.getByLabel("Poids du critère 1, en pour cent").fill("60");
        assertThat(page.locator("#criteria-total")).containsText("60 sur 100");
        page.getByLabel("Critère 2", new Page.GetByLabelOptions().setExact(true))
                .fill("Références");
        page.getByLabel("Poids du critère 2, en pour cent").fill("40");
        page.locator("#f-howToAnswer").fill("Par courriel.");
        assertThat(page.locator("#draft-state")).containsText("Enregistré à");
        looksRight(page, "tenders-draft");
        button(page, "Relire et publier").click();
        assertThat(page.locator(".preview strong").filter(new Locator.FilterOptions().setHasText("grandit vite")))
                .isVisible();
        looksRight(page, "tenders-preview");
        button(page, "Publier maintenant").click();

        assertThat(page.locator(".done")).containsText("L’appel est publié");
        looksRight(page, "tenders-work");
        page.getByText("Voir la page publique").click();
        assertThat(page.locator("h1")).hasText(title);
        page.navigate(DESK);
        looksRight(page, "tenders-desk");
    }

    @Test
    void two_officers_of_one_dla_write_one_draft_and_nothing_is_overwritten_unseen() {
        Tender draft = given.draft("ardennes", "Titre de départ");
        Page one = signedIn("ardennes-1");
        Page two = signedIn("ardennes-2");
        one.navigate(draft.workPath());
        two.navigate(draft.workPath());
        one.locator("#f-title").fill("Titre de la première");
        one.locator("#f-context").fill("Contexte de la première");
        assertThat(one.locator("#draft-state")).containsText("Enregistré à");

        two.locator("#f-title").fill("Titre de la seconde");
        assertThat(two.locator("#draft-state")).containsText("Quelqu’un d’autre a modifié ce brouillon");
        button(two, "Comparer les deux versions").click();
        assertThat(two.locator("h1")).hasText("Deux versions de ce brouillon");
        assertThat(two.locator(".value").getByText("Titre de la première")).isVisible();
        assertThat(two.locator("[name='take.context'][value=theirs]")).isChecked();
        looksRight(two, "tenders-conflict");
        button(two, "Enregistrer ces choix").click();

        assertThat(two.locator(".done")).containsText("Brouillon enregistré");
        assertThat(two.locator("#draft-restore")).isHidden();
        Terms saved = tenders.find(draft.id()).orElseThrow().terms();
        assertThat(saved.title()).isEqualTo("Titre de la seconde");
        assertThat(saved.context()).isEqualTo("Contexte de la première");
    }

    @Test
    void a_session_that_ends_while_writing_loses_nothing() {
        Tender draft = given.draft("aube", "Avant la pause");
        Page page = signedIn("aube-1");
        page.navigate(draft.workPath());
        db.sql("delete from spring_session").update();
        page.locator("#f-title").fill("Écrit après la fin de la session");
        assertThat(page.locator("#draft-state")).containsText("Votre session a pris fin");
        looksRight(page, "tenders-draft-expired");

        Page door = page.context()
                .waitForPage(() ->
                        page.getByText("Se reconnecter dans un nouvel onglet").click());
        door.locator("button[name=compte][value=aube-1]").click();
        door.waitForURL("**/brouillons/**");
        door.close();
        assertThat(page.locator("#draft-state")).containsText("Enregistré à");
        assertThat(tenders.find(draft.id()).orElseThrow().terms().title())
                .isEqualTo("Écrit après la fin de la session");
    }

    @Test
    void what_a_lost_page_had_typed_is_offered_again() {
        Tender draft = given.draft("aube", "Avant la coupure");
        Page page = signedIn("aube-1");
        page.navigate(draft.workPath());
        page.context().setOffline(true);
        page.locator("#f-title").fill("Tapé hors connexion");
        assertThat(page.locator("#draft-state")).containsText("La connexion est coupée");
        Page later = page.context().newPage();
        page.close();
        later.context().setOffline(false);
        later.navigate(draft.workPath());
        assertThat(later.locator("#draft-restore")).isVisible();
        looksRight(later, "tenders-draft-restore");
        button(later, "Reprendre cette saisie").click();
        assertThat(later.locator("#f-title")).hasValue("Tapé hors connexion");
        assertThat(later.locator("#draft-state")).containsText("Enregistré à");
        later.reload();
        assertThat(later.locator("#draft-restore")).isHidden();
        assertThat(later.locator("#f-title")).hasValue("Tapé hors connexion");
    }

    @Test
    void without_javascript_an_ended_session_loses_nothing_either() {
        Tender draft = given.draft("aube", "Sans script");
        Page page = visitor(1280, false);
        page.navigate("/connexion");
        page.locator("button[name=compte][value=aube-1]").click();
        page.navigate(draft.workPath());
        db.sql("delete from spring_session").update();
        page.locator("#f-title").fill("Tapé sans script");
        page.getByLabel("Critère 1", new Page.GetByLabelOptions().setExact(true))
                .fill("Prix, délais");
        page.locator(".savebar button").first().click();
        assertThat(page.locator("h1")).hasText("Votre session a pris fin");
        Page door = page.context()
                .waitForPage(() ->
                        page.getByText("Se reconnecter dans un nouvel onglet").click());
        door.locator("button[name=compte][value=aube-1]").click();
        button(page, "C’est fait, continuer").click();
        assertThat(page.locator("h1")).hasText("Votre saisie est prête à partir");
        button(page, "Envoyer ce que j’avais écrit").click();
        assertThat(page.locator(".done")).containsText("Brouillon enregistré");
        assertThat(page.locator("#f-title")).hasValue("Tapé sans script");
        Terms saved = tenders.find(draft.id()).orElseThrow().terms();
        assertThat(saved.title()).isEqualTo("Tapé sans script");
        assertThat(saved.criteria().getFirst().name()).isEqualTo("Prix, délais");
    }

    @Test
    void an_amendment_sent_after_the_session_has_ended_comes_back_whole() {
        Tender out = given.published("marne", "Rectifié après une pause");
        Page page = signedIn("marne-1");
        page.navigate(out.workPath() + "/rectificatif");
        page.locator("#f-summary").fill("Un jour de plus, et le contexte est précisé.");
        page.locator("#f-context").fill("Premier paragraphe.\n\nSecond « paragraphe » & <suite>.");
        page.locator("#f-days").fill("5,5");
        db.sql("delete from spring_session").update();
        button(page, "Vérifier avant de publier").click();
        assertThat(page.locator("h1")).hasText("Votre session a pris fin");
        page.getByText("Relire ce que j’avais écrit").click();
        assertThat(page.locator("details")).containsText("Un jour de plus");
        looksRight(page, "kept-out");
        Page door = page.context()
                .waitForPage(() ->
                        page.getByText("Se reconnecter dans un nouvel onglet").click());
        door.locator("button[name=compte][value=marne-1]").click();
        door.waitForURL("**/espace");
        door.close();
        button(page, "C’est fait, continuer").click();
        looksRight(page, "kept-in");
        button(page, "Envoyer ce que j’avais écrit").click();
        assertThat(page.locator("h1")).hasText("Vérifier le rectificatif");
        button(page, "Publier le rectificatif").click();
        assertThat(page.locator(".done")).containsText("Le rectificatif est publié");
        Terms after = tenders.find(out.id()).orElseThrow().terms();
        assertThat(after.context()).isEqualTo("Premier paragraphe.\n\nSecond « paragraphe » & <suite>.");
        assertThat(after.days()).isEqualByComparingTo("5.5");
        assertThat(after.criteria()).isEqualTo(out.terms().criteria());

        page.navigate("/appels-d-offres/" + out.reference());
        assertThat(page.locator(".change .was")).isHidden();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".change .was")).isVisible(); // paper unfolds nothing
    }

    @Test
    void the_keyboard_alone_writes_and_publishes() {
        Tender draft = given.draft("haute-marne", "Au clavier");
        Page page = signedIn("haute-marne-1");
        page.navigate(draft.workPath());
        page.locator("#f-title").focus();
        page.keyboard().press("End");
        page.keyboard().type(" seulement");
        page.keyboard().press("Enter"); // saves, as Enter does in a form
        assertThat(page.locator(".done")).containsText("Brouillon enregistré");
        tabTo(page, "Relire et publier");
        page.keyboard().press("Enter");
        page.waitForURL("**/apercu");
        tabTo(page, "Publier maintenant");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Au clavier seulement");
    }

    @Test
    void an_amendment_near_the_deadline_tells_that_it_moves() {
        Instant now = clock.instant();
        Tender draft = given.draft("marne", "À rectifier de près");
        Tender out = Objects.requireNonNull(transaction.execute(t -> tenders.save(draft.published(now), now)));
        clock.set(Objects.requireNonNull(out.terms().closesAt()).minus(Duration.ofDays(3)));
        Page page = signedIn("marne-1");
        page.navigate(out.workPath());
        page.getByText("Publier un rectificatif").click();
        page.locator("#f-summary").fill("La mission compte un jour de plus.");
        page.locator("#f-days").fill("5,5");
        looksRight(page, "tenders-amendment");
        button(page, "Vérifier avant de publier").click();
        assertThat(page.locator("#moved")).containsText("7 jours");
        looksRight(page, "tenders-amendment-confirm");
        button(page, "Publier le rectificatif").click();
        assertThat(page.locator(".done")).containsText("Le rectificatif est publié");
        Tender after = tenders.find(out.id()).orElseThrow();
        assertThat(after.terms().closesAt()).isAfter(out.terms().closesAt());
        page.getByText("Voir la page publique").click();
        assertThat(page.locator("main")).containsText("La mission compte un jour de plus.");
    }

    @Test
    void a_closed_call_is_concluded_from_its_page() {
        Tender out = given.published("marne", "À conclure maintenant");
        clock.advance(Duration.ofDays(22));
        concluding.closeDue();
        Page page = signedIn("marne-1");
        page.navigate(out.workPath());
        button(page, "Publier l’attribution").click();
        assertThat(page.locator("#erreurs")).containsText("Indiquez qui est retenu");
        looksRight(page, "tenders-conclude");
        page.locator("#f-providers").fill("Atelier du Projet");
        button(page, "Publier l’attribution").click();
        assertThat(page.locator(".done")).containsText("L’attribution est publiée");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Presses Tab until the focus stands on the button {@code name}. */
    private static void tabTo(Page page, String name) {
        for (int i = 0; i < 120; i++) {
            page.keyboard().press("Tab");
            if (name.equals(page.evaluate("document.activeElement.textContent.trim()"))) return;
        }
        throw new AssertionError(name + " is not reached by the keyboard");
    }
}
