package org.maillage.directory;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;

/** Finding someone, writing one's own entry, describing an offer, bringing in a table. */
class DirectoryPagesTest extends BrowserTest {

    @Test
    void an_officer_finds_a_consultant_by_a_word_without_its_accents_and_takes_the_card_along() throws IOException {
        Page page = signedIn("marne-1");
        page.navigate("/espace/annuaire");
        looksRight(page, "directory");
        page.getByLabel("Nom, mot, compétence").fill("tresorerie banques");
        button(page, "Chercher").click();
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*q=tresorerie\\+banques.*"));
        assertThat(page.locator(".directory li")).hasCount(1);
        page.locator(".directory a").first().click();
        assertThat(page.locator("h1")).hasText("Comptoir des Bilans");
        looksRight(page, "directory-provider");
        Download card =
                page.waitForDownload(() -> link(page, "Carte de visite (vCard)").click());
        assertThat(Files.readString(card.path()))
                .startsWith("BEGIN:VCARD\r\nVERSION:4.0")
                .contains("FN:Comptoir des Bilans");
        button(page, "Tout est encore juste").click();
        assertThat(page.locator(".done")).containsText("pour trois ans");
        page.navigate("/espace/annuaire?q=introuvable");
        assertThat(page.locator(".notice")).containsText("Aucune fiche");
    }

    @Test
    void everyone_writes_their_own_entry_and_errors_keep_what_was_typed() {
        Page page = signedIn("ardennes-1");
        page.navigate("/espace/annuaire/ma-fiche");
        page.getByLabel("Téléphone", new Page.GetByLabelOptions().setExact(true))
                .fill("appelez-moi");
        page.getByLabel("Présentation").fill("Je suis les projets culturels.");
        button(page, "Enregistrer").click();
        assertThat(page.locator("#e-telephone")).isVisible();
        assertThat(page.getByLabel("Présentation")).hasValue("Je suis les projets culturels.");
        looksRight(page, "directory-mine-errors");
        page.getByLabel("Téléphone", new Page.GetByLabelOptions().setExact(true))
                .fill("06 39 98 12 34");
        page.getByLabel("Mon numéro de téléphone").uncheck();
        button(page, "Enregistrer").click();
        assertThat(page.locator("main")).containsText("vous seul le voyez");
        looksRight(page, "directory-person");
        Page colleague = signedIn("aube-1");
        colleague.navigate(page.url());
        assertThat(colleague.locator("main")).containsText("Je suis les projets culturels.");
        assertThat(colleague.locator("main")).not().containsText("06 39 98 12 34");
    }

    @Test
    void a_partner_describes_an_offer_that_the_public_reads_on_the_page_of_a_DLA() {
        Page page = signedIn("partenaire-1");
        page.navigate("/espace/annuaire/partenaires/reseaux-associatifs");
        looksRight(page, "directory-partner");
        link(page, "Ajouter une offre").click();
        page.getByLabel("Titre").fill("Visite conseil assurance");
        page.getByLabel("Description").fill("Une heure **chez vous**.");
        page.getByLabel("Ardennes (08)").check();
        page.getByLabel("À partir du").fill("2027-05-01");
        page.getByLabel("Jusqu’au").fill("2027-04-01");
        button(page, "Enregistrer").click();
        assertThat(page.locator("#e-fin")).containsText("avant le début");
        looksRight(page, "directory-offer-errors");
        page.getByLabel("À partir du").fill("");
        page.getByLabel("Jusqu’au").fill("");
        button(page, "Enregistrer").click();
        assertThat(page.locator("#offres ~ .offer", new Page.LocatorOptions().setHasText("Visite conseil assurance")))
                .containsText("chez vous");
        link(page, "Modifier la fiche").click();
        looksRight(page, "directory-partner-form");
        Page visitor = visitor();
        visitor.navigate("/reseau/ardennes");
        assertThat(visitor.locator("main")).containsText("Visite conseil assurance");
        looksRight(visitor, "dla-offers");
        visitor.navigate("/reseau/aube");
        assertThat(visitor.locator("main")).not().containsText("Visite conseil assurance");
    }

    @Test
    void a_table_is_previewed_with_its_errors_then_written_without_scripts() throws IOException {
        Page page = visitor(1280, false);
        page.navigate("/connexion");
        page.locator("button[value=haute-marne-1]").click();
        page.navigate("/espace/annuaire/import");
        looksRightWithoutScripts(page, "directory-import");
        file(page, "abime.csv", "Nom;Courriel\nUn;\"jamais fermé\n");
        assertThat(page.locator("#e-fichier")).containsText("à partir de la ligne 2");
        file(page, "prestataires.csv", """
                Nom;Courriel;Départements;Téléphone;Notes
                Cabinet Noirefontaine;contact@cabinet-noirefontaine.example.org;08, 10;;
                Grange des Idées;bonjour@grange.example.org;52;03 53 01 22 33;x
                ;sans-nom@example.org;;;
                Loin;loin@example.org;Atlantide;;
                """);
        assertThat(page.locator(".counts .new strong")).hasText("1");
        assertThat(page.locator(".counts .changed strong")).hasText("1");
        assertThat(page.locator(".counts .refused strong")).hasText("2");
        assertThat(page.locator(".plan .changed ins").first()).hasText("08, 10");
        assertThat(page.locator(".plan")).containsText("« Atlantide » n’est pas un département");
        looksRightWithoutScripts(page, "directory-preview");
        Download report = page.waitForDownload(
                () -> link(page, "Télécharger les lignes refusées (CSV)").click());
        assertThat(Files.readString(report.path(), StandardCharsets.UTF_8)).contains("\"Atlantide\"");
        button(page, "Écrire ces 2 fiches").click();
        assertThat(page.locator(".lead")).containsText("Une fiche ajoutée, une modifiée.");
        looksRightWithoutScripts(page, "directory-imported");
        page.navigate("/espace/annuaire?q=grange+idees");
        assertThat(page.locator(".directory li")).hasCount(1);
    }

    @Test
    void a_funder_sees_organisations_and_officers_and_no_consultant() {
        Page page = signedIn("financeur-1");
        page.navigate("/espace/annuaire");
        assertThat(page.locator("main")).not().containsText("Prestataire");
        assertThat(page.locator("main")).containsText("DLA de la Marne");
        looksRight(page, "directory-funder");
        page.navigate("/langue/en?retour=/espace/annuaire/financeurs/region");
        assertThat(page.locator("main")).containsText("Visiting card");
    }

    @Test
    void the_facilitator_adds_a_partner_and_says_who_speaks_for_it() {
        Page page = signedIn("animateur");
        page.navigate("/espace/annuaire/partenaires/nouveau");
        page.locator("#f-nom").fill("Fédération des foyers ruraux");
        button(page, "Enregistrer").click();
        assertThat(page.locator("h1")).hasText("Fédération des foyers ruraux");
        assertThat(page.locator("main")).containsText("Aucun membre n’est rattaché.");
        looksRight(page, "directory-partner-new");
        speaks(page, "Rattacher");
        assertThat(page.locator("#membres ~ ul")).containsText("Hélène Jacquinet");
        page.navigate("/espace/annuaire/partenaires/reseaux-associatifs");
        speaks(page, "Rattacher");
        assertThat(page.locator("#membres ~ ul")).containsText("Hélène Jacquinet");
        page.navigate("/espace/annuaire/prestataires/nouveau");
        page.locator("#f-nom").fill("Cabinet sans accord");
        page.getByLabel("Consentement").check();
        button(page, "Enregistrer").click();
        assertThat(page.locator("#e-accordLe")).isVisible();
        looksRight(page, "directory-provider-form");
    }

    private static void speaks(Page page, String button) {
        page.getByLabel("Rattacher un membre")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(0));
        button(page, button).click();
    }

    /** axe runs as a script: without scripts the picture and the width are judged. */
    private static void looksRightWithoutScripts(Page page, String name) {
        for (int width : new int[] {1280, 390}) {
            page.setViewportSize(width, 900);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(java.nio.file.Path.of("target", "screens", name + "-" + width + ".png"))
                    .setFullPage(true));
        }
        page.setViewportSize(1280, 900);
    }

    private static void file(Page page, String name, String content) {
        page.locator("#f-fichier")
                .setInputFiles(new FilePayload(name, "text/csv", content.getBytes(StandardCharsets.UTF_8)));
        button(page, "Voir ce qui changerait").click();
    }

    private static Locator link(Page page, String name) {
        return page.locator("main a", new Page.LocatorOptions().setHasText(name))
                .first();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
