package org.maillage.directory;

import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Categories;
import ezvcard.property.Kind;
import ezvcard.property.Organization;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.Uid;
import ezvcard.util.TelUri;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.maillage.directory.Line.Sort;
import org.maillage.kernel.Domain;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Languages;
import org.maillage.web.Typed;
import org.springframework.stereotype.Component;

/** Lines of the directory as visiting cards: vCard 4.0 (RFC 6350), which address books read. */
@Component
class Cards {
    private final PublicAddress address;
    private final Languages languages;

    Cards(PublicAddress address, Languages languages) {
        this.address = address;
        this.languages = languages;
    }

    byte[] of(List<Line> lines) {
        return Ezvcard.write(lines.stream().map(this::card).toList())
                .version(VCardVersion.V4_0)
                .prodId(false)
                .go()
                .getBytes(StandardCharsets.UTF_8);
    }

    private VCard card(Line line) {
        var card = new VCard(VCardVersion.V4_0);
        String name = Typed.line(line.name());
        boolean person = line.sort() == Sort.PERSON;
        card.setKind(person ? Kind.individual() : Kind.org());
        card.setFormattedName(name);
        card.setUid(new Uid("urn:uuid:" + identifier(line)));
        if (person) {
            card.setStructuredName(structured(name));
            int comma = line.detail().indexOf(", ");
            if (comma > 0) card.addTitle(Typed.line(line.detail().substring(0, comma)));
            organisation(card, comma > 0 ? line.detail().substring(comma + 2) : line.detail());
        } else {
            organisation(card, name);
            if (!line.detail().isBlank()) card.addNote(Typed.line(line.detail()));
        }
        if (!line.email().isEmpty()) card.addEmail(line.email());
        if (!line.phone().isEmpty()) card.addTelephoneNumber(telephone(line.phone()));
        if (!line.website().isEmpty()) card.addUrl(line.website());
        card.addUrl(address.of(line.path()));
        if (!line.domains().isEmpty()) {
            var categories = new Categories();
            var texts = languages.french();
            line.domains().forEach(d -> categories.getValues().add(texts.name(Domain.valueOf(d))));
            card.setCategories(categories);
        }
        return card;
    }

    private static void organisation(VCard card, String name) {
        if (name.isBlank()) return;
        var organisation = new Organization();
        organisation.getValues().add(Typed.line(name));
        card.setOrganization(organisation);
    }

    /** « Hélène Jacquinet »: the first word is the given name, as this network writes names. */
    private static StructuredName structured(String name) {
        var structured = new StructuredName();
        int space = name.indexOf(' ');
        structured.setGiven(space < 0 ? null : name.substring(0, space));
        structured.setFamily(space < 0 ? name : name.substring(space + 1));
        return structured;
    }

    private static Telephone telephone(String number) {
        String digits = number.replaceAll("\\(0\\)|[^0-9+]", "");
        String global = digits.startsWith("00")
                ? "+" + digits.substring(2)
                : digits.startsWith("0") ? "+33" + digits.substring(1) : digits;
        Telephone telephone = global.matches("\\+\\d{5,15}")
                ? new Telephone(new TelUri.Builder(global).build())
                : new Telephone(Typed.line(number));
        telephone.getTypes().add(TelephoneType.VOICE);
        return telephone;
    }

    /** The same card keeps the same identifier: an address book that reads it again updates it. */
    private String identifier(Line line) {
        return line.sort() == Sort.PERSON || line.sort() == Sort.PROVIDER
                ? line.id()
                : UUID.nameUUIDFromBytes((address.publicUrl().getHost() + '/' + line.sort() + '/' + line.id())
                                .getBytes(StandardCharsets.UTF_8))
                        .toString();
    }
}
