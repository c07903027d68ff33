package org.maillage.tenders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maillage.home.Desk.Coming;
import org.maillage.home.Desk.Laid;
import org.maillage.home.Desk.Need;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Statements;
import org.maillage.web.Languages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@MaillageTest
class TenderDeskTest {
    @Autowired
    TenderDesk desk;

    @Autowired
    TenderStories given;

    @Autowired
    Enquiries enquiries;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Languages languages;

    @Autowired
    Clock clock;

    @Test
    void an_officer_is_told_of_questions_drafts_and_deadlines_of_their_own_dla_in_one_statement() {
        Instant now = clock.instant();
        var call = given.published("haute-marne", "Appel du bureau haut-marnais");
        given.draft("haute-marne", "Brouillon du bureau haut-marnais");
        given.draft("aube", "Brouillon de quelqu’un d’autre");
        transaction.executeWithoutResult(status -> {
            enquiries.ask(call.id(), "Peut-on venir ?", now);
            enquiries.ask(call.id(), "Et quand ?", now);
        });
        var officer = TenderStories.officer("haute-marne");
        assertThat(Statements.during(() -> laid(officer, now))).hasSize(1);

        var today = laid(officer, now);
        assertThat(today.needs())
                .extracting(Need::text)
                .contains(
                        "2 questions attendent votre réponse : Appel du bureau haut-marnais",
                        "Brouillon à terminer : Brouillon du bureau haut-marnais")
                .noneMatch(text -> text.contains("quelqu’un d’autre"));
        assertThat(today.dates()).extracting(Coming::text).contains("Fin des réponses : Appel du bureau haut-marnais");

        var later = laid(officer, now.plus(Duration.ofDays(16)));
        assertThat(later.needs()).extracting(Need::text).contains("Fin des réponses : Appel du bureau haut-marnais");
        assertThat(later.dates())
                .extracting(Coming::text)
                .doesNotContain("Fin des réponses : Appel du bureau haut-marnais");
        for (Need need : later.needs()) assertThat(need.path()).startsWith("/espace/appels-d-offres/");
    }

    @Test
    void the_facilitator_sees_dates_of_all_and_others_nothing() {
        given.published("aube", "Appel que chacun peut lire");
        Instant now = clock.instant();
        var facilitator = laid(new Member(UUID.randomUUID(), "Essai", Role.FACILITATOR, null), now);
        assertThat(facilitator.needs()).isEmpty();
        assertThat(facilitator.dates())
                .extracting(Coming::text)
                .contains("Fin des réponses : Appel que chacun peut lire");
        for (Coming date : facilitator.dates()) assertThat(date.path()).startsWith("/appels-d-offres/");
        for (Role role : List.of(Role.PARTNER, Role.FUNDER))
            assertThat(laid(new Member(UUID.randomUUID(), "Essai", role, null), now))
                    .isEqualTo(Laid.NOTHING);
    }

    private Laid laid(Member member, Instant now) {
        return desk.of(member, languages.in(Locale.FRENCH), now);
    }
}
