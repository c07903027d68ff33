package org.maillage.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.mail.Catcher;
import org.maillage.platform.Paris;
import org.maillage.testing.BrowserTest;
import org.maillage.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the invitation to the farewell, as people live it. */
class PeopleJourneyTest extends BrowserTest {
    private static final Pattern LINK = Pattern.compile("https?://\\S+(/invitation/\\S+)");

    @Autowired
    PeopleStories given;

    @Autowired
    Catcher catcher;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    @BeforeEach
    @AfterEach
    void nobodyOfOurs() {
        clock.reset();
        given.clean();
        db.sql("delete from tender where state = 'DRAFT' and title like 'Appel du relais%'")
                .update();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private LocalDate today() {
        return clock.instant().atZone(Paris.ZONE).toLocalDate();
    }

    @Test
    void someone_comes_stands_in_and_leaves() {
        String email = "nour-" + UUID.randomUUID() + "@example.org";
        Page host = signedIn("animateur");
        host.navigate("/espace/equipe");
        host.locator("#f-email").fill("pas une adresse");
        button(host, "Envoyer l’invitation").click();
        assertThat(host.locator(".errors")).isVisible();
        looksRight(host, "people-team-refused");
        host.locator("#f-email").fill(email);
        host.locator("#f-name").fill("Nour Essai");
        host.locator("#f-dla").selectOption("aube");
        button(host, "Envoyer l’invitation").click();
        assertThat(host.locator(".done")).containsText("C’est parti");
        assertThat(host.locator("main")).containsText(email);
        looksRight(host, "people-team");

        Page nour = visitor();
        nour.navigate(link(email));
        looksRight(nour, "people-invitation");
        nour.locator("#f-title").fill("chargée de mission");
        button(nour, "Accepter et entrer").click();
        assertThat(nour.locator("h1")).hasText("Bienvenue, Nour Essai");
        looksRight(nour, "people-first-month");

        aCallOfTheAube(nour);
        anAbsence(nour);
        aHandoverAndAFarewell(nour);
    }

    private String link(String email) {
        var link = LINK.matcher(catcher.await(email).text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private void aCallOfTheAube(Page nour) {
        nour.navigate("/espace/appels-d-offres");
        button(nour, "Écrire un nouvel appel").click();
        nour.locator("#f-title").fill("Appel du relais");
        nour.locator("#f-contactName").fill("Nour Essai");
        button(nour, "Enregistrer le brouillon").click();
        assertThat(nour.locator("h1")).hasText("Appel du relais");
    }

    private void anAbsence(Page nour) {
        nour.navigate("/espace/absences");
        nour.locator("#f-firstDay").fill(today().minusDays(2).toString());
        nour.locator("#f-lastDay").fill(today().plusDays(4).toString());
        nour.locator("#f-substitute").selectOption(given.account("marne-1").id().toString());
        button(nour, "Demander").click();
        assertThat(nour.locator(".errors")).containsText("Ce jour est passé");
        looksRight(nour, "people-absences-refused");
        nour.locator("#f-firstDay").fill(today().toString());
        button(nour, "Demander").click();
        assertThat(nour.locator(".done")).containsText("La demande est partie");

        Page julien = signedIn("marne-1");
        julien.navigate("/espace/absences");
        looksRight(julien, "people-absences-asked");
        julien.navigate("/espace/appels-d-offres?dla=aube");
        assertThat(julien.locator("h1")).hasText("Page introuvable");
        julien.navigate("/espace/absences");
        button(julien, "Accepter").click();
        assertThat(julien.locator(".done")).containsText("Merci");
        looksRight(julien, "people-absences-duty");
        julien.navigate("/espace/appels-d-offres");
        looksRight(julien, "people-desk-own");
        julien.getByText("Voir aussi les appels du DLA de l’Aube").click();
        assertThat(julien.locator("main")).containsText("Pour le DLA de l’Aube, par Julien Marsault (remplacement");
        looksRight(julien, "people-desk-stand-in");
        julien.getByText("Appel du relais").click();
        assertThat(julien.locator("main")).containsText("Pour le DLA de l’Aube, par Julien Marsault (remplacement");
        julien.locator("#f-title").fill("Appel du relais, relu");
        button(julien, "Enregistrer le brouillon").click();
        assertThat(julien.locator("h1")).hasText("Appel du relais, relu");
        looksRight(julien, "people-draft-stand-in");
        String draft = julien.url();

        nour.navigate("/espace/appels-d-offres");
        assertThat(nour.locator("main")).containsText("par Julien Marsault (remplacement");

        clock.advance(Duration.ofDays(5));
        julien.navigate(draft);
        assertThat(julien.locator("h1")).hasText("Page introuvable");
        julien.navigate("/espace/appels-d-offres");
        assertThat(julien.locator("main")).not().containsText("DLA de l’Aube");
        clock.reset();
    }

    private void aHandoverAndAFarewell(Page nour) {
        nour.navigate("/espace/depart");
        looksRight(nour, "people-departure");
        nour.locator("#f-lastDay").fill(today().plusDays(20).toString());
        button(nour, "Noter ce dernier jour").click();
        assertThat(nour.locator("h1")).hasText("Passer le relais");
        assertThat(nour.locator("main")).containsText("Appel du relais");
        looksRight(nour, "people-handover");
        nour.locator("select").first().selectOption(given.account("aube-1").id().toString());
        button(nour, "Transmettre").click();
        assertThat(nour.locator(".done")).containsText("C’est transmis");
        assertThat(nour.locator("main")).containsText("Rien n’est à votre charge");
        assertThat(db.sql("select contact_name from tender where title like 'Appel du relais%'")
                        .query(String.class)
                        .single())
                .isEqualTo("Sophie Vautrelle");
        nour.navigate("/espace/depart");
        looksRight(nour, "people-departure-announced");
        button(nour, "Fermer mon compte maintenant").click();
        assertThat(nour.locator("h1")).hasText("Au revoir, et merci");
        looksRight(nour, "people-goodbye");
        nour.navigate("/espace");
        assertThat(nour.locator("h1")).hasText("Se connecter");

        Page host = signedIn("animateur");
        host.navigate("/espace/equipe");
        assertThat(host.locator("main")).containsText("Partis récemment");
        looksRight(host, "people-team-gone");
        host.navigate("/espace/equipe/haute-marne-1/depart");
        looksRight(host, "people-departure-other");
        host.navigate("/espace/equipe/aube-1/depart");
        assertThat(host.locator("main")).containsText("plus personne ne sera en poste");
        host.navigate("/invitation/ancien");
        looksRight(host, "people-invitation-over");
    }
}
