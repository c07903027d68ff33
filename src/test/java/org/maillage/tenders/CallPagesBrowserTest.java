package org.maillage.tenders;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maillage.testing.BrowserTest;
import org.springframework.beans.factory.annotation.Autowired;

class CallPagesBrowserTest extends BrowserTest {
    @Autowired
    TenderStories given;

    @Test
    void the_list_is_filtered_without_a_press_and_its_address_says_how() {
        Page page = visitor();
        var complaints = complaints(page);
        page.navigate("/appels-d-offres");
        looksRight(page, "calls-list");
        page.locator(".filters summary").click();
        page.selectOption("#f-departement", "08");
        page.waitForURL("**/appels-d-offres?departement=08");
        assertThat(page.locator("#f-departement").inputValue()).isEqualTo("08");
        page.navigate("/appels-d-offres?q=introuvable-xyz");
        assertThat(page.locator("main").innerText()).contains("Aucun appel ne correspond");
        looksRight(page, "calls-none");
        assertThat(complaints).isEmpty();
    }

    @Test
    void without_javascript_the_button_filters() {
        Page page = visitor(1280, false);
        page.navigate("/appels-d-offres");
        page.fill("#f-q", "association");
        page.locator(".filters summary").click();
        page.selectOption("#f-statut", "tous");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Chercher").setExact(true))
                .click();
        assertThat(page.url()).endsWith("/appels-d-offres?statut=tous&q=association");
        assertThat(page.locator("ul.calls > li").count()).isGreaterThan(0);
    }

    @Test
    void a_question_is_answered_to_everyone_on_the_page_of_the_call() {
        Tender call = given.published("marne", "Refonder le projet des Jardins du Der");
        String path = "/appels-d-offres/" + call.reference();
        Page provider = visitor();
        var complaints = complaints(provider);
        provider.navigate(path);
        looksRight(provider, "call-open");
        provider.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Poser une question"))
                .or(provider.locator("a[href$='/question']"))
                .first()
                .click();
        looksRight(provider, "call-question");
        provider.fill("#f-question", "Les frais de déplacement sont-ils compris dans le budget ?");
        provider.locator("main form button[type=submit]").click();
        assertThat(provider.locator("main").innerText()).contains("Votre question est arrivée");

        Page officer = signedIn("marne-1");
        officer.navigate("/espace" + path + "/questions");
        looksRight(officer, "call-enquiries");
        officer.locator("textarea[name^=answer-]").fill("Oui, **tous frais compris**.");
        officer.locator("button[value=prete]").click();
        officer.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Publier la réponse"))
                .click();
        assertThat(officer.locator("#questions").count()).isEqualTo(1);

        provider.navigate(path);
        assertThat(provider.locator(".answers strong").innerText()).isEqualTo("tous frais compris");
        looksRight(provider, "call-answered");
        provider.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(provider.locator("header.site nav").isVisible()).isFalse();
        assertThat(provider.locator(".call h1").isVisible()).isTrue();
        provider.pdf(new Page.PdfOptions()
                .setPath(Path.of("target", "screens", "call.pdf"))
                .setFormat("A4"));
        provider.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screens", "call-print.png"))
                .setFullPage(true));
        assertThat(complaints).isEmpty();
    }

    @Test
    void an_officer_attaches_documents_and_a_wrong_file_is_told_beside_the_field() {
        Tender draft = given.draft("marne", "Appel aux documents du navigateur");
        Page officer = signedIn("marne-1");
        officer.navigate("/espace/appels-d-offres/brouillons/" + draft.id() + "/documents");
        officer.setInputFiles("#f-documents", new com.microsoft.playwright.options.FilePayload[] {
            new com.microsoft.playwright.options.FilePayload(
                    "Cahier des charges.pdf", "application/pdf", org.maillage.files.Samples.pdf("x")),
            new com.microsoft.playwright.options.FilePayload("ruse.pdf", "application/pdf", new byte[] {'M', 'Z', 0, 1})
        });
        officer.locator("main form[enctype] button[type=submit]").click();
        assertThat(officer.locator("#e-documents").innerText()).contains("ruse.pdf");
        assertThat(officer.locator("ul.documents").innerText()).contains("Cahier des charges.pdf");
        looksRight(officer, "call-documents");
    }

    /** What the browser says of the page: scripts refused, errors. */
    private static List<String> complaints(Page page) {
        var heard = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy"))
                heard.add(message.text());
        });
        page.onPageError(heard::add);
        return heard;
    }
}
