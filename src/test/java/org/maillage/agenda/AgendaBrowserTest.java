package org.maillage.agenda;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.maillage.mail.Catcher;
import org.maillage.testing.BrowserTest;
import org.springframework.beans.factory.annotation.Autowired;

/** The agenda as its people use it, on the demonstration's year. */
class AgendaBrowserTest extends BrowserTest {
    private static final String AGENDA = "/espace/agenda";

    @Autowired
    AgendaStories given;

    @Autowired
    Catcher catcher;

    @Test
    void the_year_the_month_and_the_list_show_the_networks_times() {
        Page page = signedIn("animateur");
        page.navigate(AGENDA + "?mois=" + java.time.YearMonth.now().plusMonths(1));
        assertThat(page.locator(".month .chip").first()).isVisible();
        looksRight(page, "agenda-month");
        link(page, "Année").click();
        assertThat(page.locator(".band")).hasCount(4);
        assertThat(page.locator(".band h3").first()).containsText("Construire");
        looksRight(page, "agenda-year");
        printsOnOneSheet(page);
        page.locator(".times").getByText("Nourrir").click();
        assertThat(page.locator(".band")).hasCount(1);
        link(page, "Liste").click();
        assertThat(page.locator(".dates li").first()).containsText("Nourrir");
        looksRight(page, "agenda-list");
        page.navigate(AGENDA + "?mois=2001-01");
        page.navigate(AGENDA + "?mois=2098-01");
        assertThat(page.locator(".none")).containsText("Nouveau rendez-vous");
        looksRight(page, "agenda-empty");
    }

    @Test
    void an_officer_calls_a_series_a_colleague_answers_the_facilitator_settles_and_one_date_moves() {
        String title = "Atelier des trames " + UUID.randomUUID().toString().substring(0, 8);
        Page page = signedIn("marne-1");
        page.navigate(AGENDA);
        button(page, "Nouveau rendez-vous").click();
        button(page, "Inviter").click();
        assertThat(page.locator("#erreurs")).containsText("Donnez un titre");
        assertThat(page.locator("#erreurs")).containsText("Donnez une date");
        looksRight(page, "agenda-new-errors");
        page.locator("#f-title").fill(title);
        page.getByLabel("Construire").check();
        LocalDate day = LocalDate.now().plusDays(8);
        page.locator("#f-day").fill(day.toString());
        page.locator("#f-from").fill("10:00");
        page.locator("#f-until").fill("12:00");
        page.locator("#f-repeat").selectOption("FORTNIGHTLY");
        page.locator("#f-repeatUntil").fill(day.plusDays(45).toString());
        page.locator("#f-place").fill("Reims");
        page.locator("#f-videoLink").fill("https://visio.example.org/atelier");
        page.locator("#f-description").fill("Apportez vos **trames**.");
        looksRight(page, "agenda-new");
        button(page, "Inviter").click();
        assertThat(page.locator(".done")).containsText("Les invitations partent");
        assertThat(page.locator("#others + ul li")).hasCount(3);
        String at = page.url();

        Page other = signedIn("aube-1");
        other.navigate(at);
        other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Peut-être"))
                .click();
        assertThat(other.locator(".answer")).containsText("Vous avez répondu peut-être");
        other.locator("#f-item").fill("Relire la trame de l’Aube");
        other.locator("#f-minutes").fill("vite");
        button(other, "Proposer").click();
        assertThat(other.locator("#e-minutes")).containsText("nombre de minutes");
        assertThat(other.locator("#f-item")).hasValue("Relire la trame de l’Aube");
        other.locator("#f-minutes").fill("30");
        button(other, "Proposer").click();
        assertThat(other.locator("#ordre-du-jour")).containsText("30 min");
        looksRight(other, "agenda-meeting");

        Page facilitator = signedIn("animateur");
        facilitator.navigate(at);
        looksRight(facilitator, "agenda-settle");
        facilitator.locator("form[action$=reglage] button").click();
        assertThat(facilitator.locator("#ordre-du-jour")).containsText("Arrêté par l’animateur");
        assertThat(facilitator.locator("#ordre-du-jour")).not().containsText("Sophie Vautrelle");

        page.navigate(at);
        page.locator("#f-documents")
                .setInputFiles(new FilePayload("trame.txt", "text/plain", "Trame".getBytes(StandardCharsets.UTF_8)));
        button(page, "Joindre").click();
        assertThat(page.locator("#documents a")).containsText("trame.txt");
        link(page, "Déplacer cette date").click();
        looksRight(page, "agenda-move");
        page.locator("#f-day").fill(day.plusDays(1).toString());
        button(page, "Déplacer et prévenir").click();
        assertThat(page.locator(".done")).containsText("La date est déplacée");
        other.navigate(at);
        assertThat(other.locator(".answer")).containsText("Vous n’avez pas encore répondu");
        link(page, "Annuler cette date").click();
        page.getByLabel("Cette date et toutes celles qui suivent").check();
        looksRight(page, "agenda-cancel");
        button(page, "Annuler et prévenir").click();
        assertThat(page.locator(".warning")).containsText("annulé");
        looksRight(page, "agenda-cancelled");
    }

    @Test
    void an_urgent_meeting_takes_three_clicks() {
        Page page = signedIn("animateur");
        page.navigate(AGENDA);
        button(page, "Réunion urgente").click(); // one
        looksRight(page, "agenda-urgent");
        page.locator("input[name=slot]").nth(1).check(); // two
        button(page, "Appeler la réunion").click(); // three
        assertThat(page.locator(".done")).containsText("La réunion est appelée");
        assertThat(page.locator("h1")).hasText("Réunion urgente du réseau");
        // Six officers are told, and not who called.
        assertThat(catcher.await(m -> m.subject().equals("Urgent, réunion : Réunion urgente du réseau"), 6))
                .hasSize(6);
    }

    @Test
    void a_date_is_found_by_a_poll_with_a_partner_who_does_not_sign_in() {
        String title = "Chercher une date " + UUID.randomUUID().toString().substring(0, 8);
        Page page = signedIn("aube-1");
        page.navigate(AGENDA);
        button(page, "Sondage de dates").click();
        page.locator("#f-title").fill(title);
        page.locator("#f-kind").selectOption("PARTNER_MEETING");
        page.getByLabel(Pattern.compile("Hélène Jacquinet")).check();
        for (int i = 0; i < 3; i++)
            page.locator("input[name=slotDay]")
                    .nth(i)
                    .fill(LocalDate.now().plusDays(20 + i).toString());
        looksRight(page, "agenda-newpoll");
        button(page, "Lancer le sondage").click();
        assertThat(page.locator(".done")).containsText("Le sondage est lancé");

        var mail = catcher.await(
                        m -> m.subject().equals("Quelle date vous va ? " + title)
                                && m.recipient().startsWith("partenaire-1"),
                        1)
                .getFirst();
        var link = Pattern.compile("/agenda/reponse/\\S+").matcher(mail.text());
        assertThat(link.find()).isTrue();
        Page partner = visitor(390, false);
        partner.navigate(link.group());
        partner.locator("fieldset.question").nth(1).getByLabel("Oui").check();
        button(partner, "Enregistrer mes réponses").click();
        assertThat(partner.locator(".done")).containsText("C’est noté");
        Page withScript = visitor();
        withScript.navigate(link.group());
        looksRight(withScript, "agenda-answer");

        page.reload();
        assertThat(page.locator("table.poll td.a-YES")).hasCount(1);
        looksRight(page, "agenda-poll");
        button(page, "Retenir cette date et inviter").click();
        assertThat(page.locator("#erreurs")).containsText("Choisissez une des dates");
        page.locator("input[name=slot]").nth(1).check();
        button(page, "Retenir cette date et inviter").click();
        assertThat(page.locator(".done")).containsText("La date est retenue");
    }

    @Test
    void anyone_reads_public_dates_and_a_member_makes_their_calendar_s_address() {
        Page visitor = visitor();
        visitor.navigate("/");
        assertThat(visitor.locator(".coming li").first()).containsText("Réunion d’information");
        visitor.locator(".coming a").first().click();
        assertThat(visitor.locator("h1")).containsText("Réunion d’information");
        assertThat(visitor.locator("main")).not().containsText("visio.example.org");
        looksRight(visitor, "agenda-public");
        visitor.navigate("/agenda");
        looksRight(visitor, "agenda-public-list");

        Page page = signedIn("partenaire-1");
        page.navigate(AGENDA + "?vue=liste");
        assertThat(page.locator("main")).not().containsText("Échange entre pairs");
        link(page, "Dans mon calendrier").click();
        button(page, "Créer mon adresse").click();
        assertThat(page.locator("#f-link")).hasValue(Pattern.compile(".*/flux/agenda/[\\w-]{43}\\.ics"));
        looksRight(page, "agenda-feed");
    }

    /** A4, as its style says; a picture of it stands beside the others. */
    private static void printsOnOneSheet(Page page) {
        byte[] pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true).setPrintBackground(true));
        try (var printed = Loader.loadPDF(pdf)) {
            assertThat(printed.getNumberOfPages()).isEqualTo(1);
            assertThat(printed.getPage(0).getMediaBox().getWidth()).isBetween(840f, 844f);
            ImageIO.write(
                    new PDFRenderer(printed).renderImageWithDPI(0, 110),
                    "png",
                    Path.of("target", "screens", "agenda-year-print.png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
