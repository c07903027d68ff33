package org.maillage.directory;

import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violations;
import org.maillage.web.Typed;

/** A partner's entry, as typed. */
public record PartnerForm(
        String nom, String presentation, String site, String contact, String courriel, String telephone) {
    public PartnerForm {
        nom = nom == null ? "" : nom;
        presentation = presentation == null ? "" : presentation;
        site = site == null ? "" : site;
        contact = contact == null ? "" : contact;
        courriel = courriel == null ? "" : courriel;
        telephone = telephone == null ? "" : telephone;
    }

    static PartnerForm empty() {
        return new PartnerForm("", "", "", "", "", "");
    }

    static PartnerForm of(Partner partner) {
        return new PartnerForm(
                partner.name(),
                partner.about(),
                partner.website(),
                partner.contact(),
                partner.email(),
                partner.phone());
    }

    /** @throws Refused with everything that is wrong, by field */
    Partner partner(String id, int version) {
        var wrong = new Violations();
        String name = Typed.line(nom);
        String about = Typed.text(presentation);
        String person = Typed.line(contact);
        String email = Typed.line(courriel);
        wrong.require(!name.isEmpty(), "nom", "directory.partner.name");
        wrong.require(name.length() <= 160, "nom", "directory.long", 160);
        wrong.require(about.length() <= 2_000, "presentation", "directory.long", 2_000);
        wrong.require(person.length() <= 120, "contact", "directory.long", 120);
        if (!email.isEmpty())
            try {
                email = EmailAddress.of(email).text();
            } catch (Refused e) {
                wrong.require(false, "courriel", "email.invalid");
            }
        String website = ProviderReading.website(Typed.line(site), "site", wrong);
        wrong.require(website.length() <= 500, "site", "directory.long", 500);
        String phone = ProviderReading.phone(Typed.line(telephone), "telephone", wrong);
        wrong.throwIfAny();
        return new Partner(id, name, about, website, person, email, phone, version);
    }
}
