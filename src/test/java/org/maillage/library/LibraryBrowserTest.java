package org.maillage.library;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Member;
import org.maillage.testing.BrowserTest;
import org.springframework.beans.factory.annotation.Autowired;

/** A tool from its first word to the bin, as officers of several DLAs live it. */
class LibraryBrowserTest extends BrowserTest {
    private static final String TOOLS = "/espace/outils";

    @Autowired
    ToolStories given;

    @Autowired
    Keeping keeping;

    @Autowired
    Attaching attaching;

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void a_tool_is_written_made_common_noted_and_thrown_away_and_taken_back() {
        String title = "Guide d’essai " + UUID.randomUUID();
        Page page = signedIn("marne-1");
        page.navigate(TOOLS);
        looksRight(page, "library-list");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Nouvel outil"))
                .click();
        button(page, "Créer l’outil").click();
        assertThat(page.locator(".errors")).containsText("Donnez un titre");
        looksRight(page, "library-new-refused");
        page.locator("#f-title").fill(title);
        page.locator("#f-purpose").fill("Conduire un premier entretien sans rien oublier.");
        page.getByLabel("Accueil", new Page.GetByLabelOptions().setExact(true)).check();
        page.locator("#f-text")
                .fill("## Avant\n\nRelire le dossier.\n\n## Pendant\n\n- Présenter le dispositif\n- **Écouter**");
        page.locator("#f-tags").fill("Entretien, Essai");
        button(page, "Créer l’outil").click();
        assertThat(page.locator(".done")).containsText("L’outil est créé");
        assertThat(page.locator("h1")).hasText(title);
        assertThat(page.locator(".text strong")).hasText("Écouter");

        page.locator("#f-files").setInputFiles(Path.of("docs/images/" + picture()));
        button(page, "Joindre").click();
        assertThat(page.locator(".done")).containsText("Les fichiers sont joints");
        button(page, "Sortir pour modifier " + picture()).click();
        assertThat(page.locator(".notice.out")).containsText("Sorti pour modification par Julien Marsault");
        looksRight(page, "library-tool-draft");

        button(page, "En faire un outil commun").click();
        assertThat(page.locator(".done")).containsText("C’est maintenant un outil commun");
        page.locator("#f-note").fill("Il m’a évité d’oublier la gouvernance.");
        button(page, "Ajouter ce mot").click();
        assertThat(page.locator(".notes")).containsText("Sans signature");
        looksRight(page, "library-tool-common");

        button(page, "Mettre à la corbeille").click();
        assertThat(page.locator("h1")).hasText("Corbeille");
        assertThat(page.getByText(title).first()).isVisible();
        looksRight(page, "library-bin");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title))
                .click();
        looksRight(page, "library-binned");
        button(page, "Reprendre cet outil").click();
        assertThat(page.locator(".done")).containsText("L’outil est revenu");
    }

    private static String picture() {
        return java.util.Objects.requireNonNull(Path.of("docs/images").toFile().list((d, n) -> n.endsWith(".png")))[0];
    }

    @Test
    void two_officers_write_one_tool_and_nothing_is_overwritten_unseen() {
        Member marne = given.person("marne-1");
        Tool tool = given.common(
                marne, "Trame " + UUID.randomUUID(), "Avant : relire.\n\nPendant : écouter.\n\nAprès : résumer.");
        Page one = signedIn("aube-1");
        Page two = signedIn("ardennes-1");
        one.navigate(tool.path() + "/modifier");
        two.navigate(tool.path() + "/modifier");
        looksRight(two, "library-edit");
        one.locator("#f-text").fill("Avant : relire le dossier.\n\nPendant : écouter.\n\nAprès : résumer par écrit.");
        button(one, "Enregistrer").click();
        assertThat(one.locator(".done")).containsText("Enregistré");

        two.locator("#f-text")
                .fill("Avant : relire.\n\nPendant : écouter, puis reformuler.\n\nAprès : résumer de vive voix.");
        two.locator("#f-tags").fill("entretien, trame, écoute");
        button(two, "Enregistrer").click();
        assertThat(two.locator("h1")).hasText("Deux versions de cet outil");
        assertThat(two.locator("[name='take.text'][value=merged]")).isChecked();
        looksRight(two, "library-conflict");
        button(two, "Enregistrer ces choix").click();
        assertThat(two.locator(".notice[role=status]")).containsText("Les deux passages se suivent");
        two.locator("#f-text")
                .fill(
                        "Avant : relire le dossier.\n\nPendant : écouter, puis reformuler.\n\nAprès : résumer, à l’oral et par écrit.");
        button(two, "Enregistrer").click();
        assertThat(two.locator(".done")).containsText("Enregistré");
        assertThat(given.now(tool).version()).isEqualTo(3);

        two.navigate(tool.path() + "/versions");
        looksRight(two, "library-versions");
        two.locator("select[name=de]").selectOption("1");
        button(two, "Comparer").click();
        assertThat(two.locator("ins").getByText("puis reformuler")).isVisible();
        looksRight(two, "library-comparison");
        two.navigate(tool.path() + "/versions/1");
        looksRight(two, "library-version");
        button(two, "Rétablir ce texte").click();
        assertThat(two.locator(".text")).containsText("Avant : relire.");
    }

    @Test
    void a_variant_is_made_in_one_click_follows_and_is_proposed_back() {
        Member marne = given.person("marne-1");
        Tool tool = given.common(
                marne, "Questionnaire " + UUID.randomUUID(), "1. Le projet\n\n2. Les moyens\n\n3. La suite");
        Page aube = signedIn("aube-1");
        aube.navigate(tool.path());
        button(aube, "Faire notre déclinaison").click();
        assertThat(aube.locator(".done")).containsText("Voici votre déclinaison");
        aube.getByText("Modifier le texte").click();
        aube.locator("#f-text")
                .fill("1. Le projet\n\n2. Les moyens\n\n3. La suite\n\n4. Dans l’Aube : le comité local");
        button(aube, "Enregistrer").click();
        given.written(tool, "1. Le projet et ses valeurs\n\n2. Les moyens\n\n3. La suite", marne);
        aube.reload();
        assertThat(aube.getByText("L’outil commun a changé depuis")).isVisible();
        looksRight(aube, "library-variant");
        aube.getByText("Voir ce qui a changé").click();
        looksRight(aube, "library-update");
        button(aube, "Enregistrer ces choix").click();
        assertThat(aube.locator(".text")).containsText("et ses valeurs");
        assertThat(aube.locator(".text")).containsText("le comité local");

        aube.getByText("Proposer notre déclinaison à tous").click();
        aube.locator("#f-message").fill("Le comité local sert partout.");
        looksRight(aube, "library-variant-proposing");
        button(aube, "Proposer").click();
        assertThat(aube.locator(".done")).containsText("est proposée");

        Page author = signedIn("marne-1");
        author.navigate(tool.path());
        author.getByText("Lire et répondre").click();
        assertThat(author.locator("blockquote")).containsText("Le comité local sert partout.");
        looksRight(author, "library-proposal");
        button(author, "Accepter ces choix").click();
        assertThat(author.locator(".text")).containsText("le comité local");
        looksRight(author, "library-tool-variants");
    }

    @Test
    void the_demonstration_shows_a_network_that_shares() {
        Page page = signedIn("aube-1");
        page.navigate(TOOLS + "?q=budget&tri=titre");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Feuille de budget prévisionnel sur trois ans"))
                .click();
        assertThat(page.locator(".notice.out")).containsText("Mathilde Carlet");
        assertThat(page.getByText("Une version antérieure")).isVisible();
        looksRight(page, "library-demonstration-tool");
        page.navigate(TOOLS + "?etat=declinaison&dla=aube&q=premier+entretien");
        page.locator(".tools-list h2 a").first().click();
        assertThat(page.getByText("L’outil commun a changé depuis")).isVisible();
        looksRight(page, "library-demonstration-variant");
        Page author = signedIn("ardennes-1");
        author.navigate(TOOLS + "?q=questionnaire");
        author.locator(".tools-list h2 a").first().click();
        assertThat(author.getByText("devait être relu avant")).isVisible();
        author.navigate(TOOLS + "?q=grille+diagnostic");
        author.locator(".tools-list h2 a").first().click();
        author.getByText("Lire et répondre").click();
        assertThat(author.locator("ins").getByText("Déplacements")).isVisible();
        looksRight(author, "library-demonstration-proposal");
    }

    @Test
    void all_this_goes_without_script() {
        Member marne = given.person("marne-1");
        Tool tool = given.common(marne, "Sans script " + UUID.randomUUID(), "Texte.");
        Page page = visitor(390, false);
        page.navigate("/connexion");
        page.locator("button[name=compte][value=aube-1]").click();
        page.navigate(TOOLS + "?q=Sans+script&tri=titre");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(tool.content().title()))
                .click();
        page.locator("#f-files").setInputFiles(Path.of("README.md"));
        button(page, "Joindre").click();
        assertThat(page.locator(".files-list")).containsText("README.md");
        page.locator("#f-note").fill("Utile.");
        page.getByLabel("Signé de mon nom").check();
        button(page, "Ajouter ce mot").click();
        assertThat(page.locator(".notes")).containsText("Sophie Vautrelle");
        button(page, "Faire notre déclinaison").click();
        assertThat(page.locator(".difference, #difference")).isVisible();
        assertThat(attaching.of(tool.id())).hasSize(1);
    }
}
