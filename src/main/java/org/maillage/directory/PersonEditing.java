package org.maillage.directory;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.identity.PersonalData;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.kernel.Violations;
import org.maillage.network.PersonLeft;
import org.maillage.web.Typed;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everyone's own entry: written by themselves, exported to themselves, erased when they leave. */
@Service
public class PersonEditing implements PersonalData {
    private final PersonEntries people;

    PersonEditing(PersonEntries people) {
        this.people = people;
    }

    /**
     * What someone says of themselves, as typed.
     *
     * @param courriel whether the address is shown; null when it is not, as browsers leave out what is not ticked
     * @param numero whether the phone number is, likewise
     */
    public record Form(
            String titre,
            String telephone,
            String presentation,
            @Nullable Boolean courriel,
            @Nullable Boolean numero) {
        public Form {
            titre = titre == null ? "" : titre;
            telephone = telephone == null ? "" : telephone;
            presentation = presentation == null ? "" : presentation;
        }

        public boolean emailShown() {
            return Boolean.TRUE.equals(courriel);
        }

        public boolean phoneShown() {
            return Boolean.TRUE.equals(numero);
        }

        static Form of(PersonEntry entry) {
            return new Form(entry.title(), entry.phone(), entry.about(), entry.emailShown(), entry.phoneShown());
        }
    }

    @Transactional(readOnly = true)
    public PersonEntry mine(Member member) {
        return people.find(member.id()).orElseThrow(() -> new NotFound("person"));
    }

    /**
     * @throws Refused by field
     * @throws StaleVersion when they changed it in another window
     */
    @Transactional
    public void save(int seen, Form form, Member member) {
        PersonEntry old = mine(member);
        if (old.version() != seen) throw new StaleVersion("entry");
        String title = Typed.line(form.titre());
        String about = Typed.text(form.presentation());
        var wrong = new Violations();
        String phone = ProviderReading.phone(Typed.line(form.telephone()), "telephone", wrong);
        wrong.require(title.length() <= 120, "titre", "directory.long", 120);
        wrong.require(about.length() <= 2_000, "presentation", "directory.long", 2_000);
        wrong.throwIfAny();
        people.save(new PersonEntry(
                old.id(),
                old.name(),
                title,
                old.email(),
                old.role(),
                old.dla(),
                old.organisation(),
                old.partner(),
                old.funder(),
                phone,
                about,
                form.emailShown(),
                form.phoneShown(),
                seen));
    }

    @ApplicationModuleListener
    void on(PersonLeft event) {
        people.forget(event.person());
    }

    @Override
    public String name() {
        return "directory";
    }

    @Override
    @Transactional(readOnly = true)
    public void gather(UUID person, Into archive) {
        people.find(person)
                .ifPresent(entry -> archive.record(
                        "entry",
                        Map.of(
                                "name", entry.name(),
                                "title", entry.title(),
                                "email", entry.email(),
                                "organisation", entry.organisation(),
                                "phone", entry.phone(),
                                "about", entry.about(),
                                "emailShown", entry.emailShown(),
                                "phoneShown", entry.phoneShown())));
    }
}
