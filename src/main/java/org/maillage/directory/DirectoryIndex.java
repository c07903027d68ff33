package org.maillage.directory;

import java.util.List;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.maillage.kernel.Role;
import org.maillage.search.Audience;
import org.maillage.search.Entry;
import org.maillage.search.Kind;
import org.maillage.search.SearchIndex;
import org.maillage.search.SearchSource;
import org.maillage.web.Markdown;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Organisations of the directory in the search: partners, each offer with its own rights, known providers. */
@Component
class DirectoryIndex implements SearchSource {
    private static final Audience INSIDE = Audience.roles(Role.OFFICER, Role.FACILITATOR);
    private static final Audience PARTNERS = Audience.roles(Role.OFFICER, Role.FACILITATOR, Role.PARTNER);
    private static final Audience MEMBERS = Audience.roles(Role.values());

    private final Partners partners;
    private final Providers providers;
    private final SearchIndex index;

    DirectoryIndex(Partners partners, Providers providers, SearchIndex index) {
        this.partners = partners;
        this.providers = providers;
        this.index = index;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(Provider provider) {
        index.put(entry(provider));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(Partner partner) {
        index.put(entry(partner));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(Offer offer, Partner by) {
        index.put(entry(offer, by));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(Offer offer) {
        index.remove(Kind.ORGANISATION, "offer:" + offer.id());
    }

    @Override
    public Kind kind() {
        return Kind.ORGANISATION;
    }

    @Override
    @Transactional(readOnly = true)
    public void each(Consumer<Entry> entries) {
        partners.each(partner -> {
            entries.accept(entry(partner));
            partners.offers(partner.id()).forEach(offer -> entries.accept(entry(offer, partner)));
        });
        providers.each(provider -> entries.accept(entry(provider)));
    }

    private static Entry entry(Provider provider) {
        return new Entry(
                Kind.ORGANISATION,
                "provider:" + provider.id(),
                provider.path(),
                provider.name(),
                String.join(
                        " · ",
                        List.of(provider.contact(), provider.knownFrom()).stream()
                                .filter(s -> !s.isEmpty())
                                .toList()),
                provider.about(),
                provider.departments(),
                provider.domains().stream().map(Enum::name).toList(),
                INSIDE,
                Entry.UNDATED);
    }

    private static Entry entry(Partner partner) {
        return new Entry(
                Kind.ORGANISATION,
                "partner:" + partner.id(),
                partner.path(),
                partner.name(),
                partner.about(),
                partner.website(),
                List.of(),
                List.of(),
                MEMBERS,
                Entry.UNDATED);
    }

    private static Entry entry(Offer offer, Partner by) {
        return new Entry(
                Kind.ORGANISATION,
                "offer:" + offer.id(),
                by.path(),
                offer.title(),
                by.name() + (offer.publics().isEmpty() ? "" : " · " + offer.publics()),
                Jsoup.parse(Markdown.html(offer.text())).text(),
                offer.departments(),
                List.of(),
                offer.isPublic() ? MEMBERS : PARTNERS,
                Entry.UNDATED);
    }
}
