package org.maillage.tenders;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.maillage.identity.Handover;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Refused;
import org.maillage.network.Departure;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.network.People;
import org.maillage.network.Person;
import org.maillage.network.PersonLeft;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls whose contact is one person: they pass to a colleague of the same DLA, by name and with the address of the DLA,
 * since a person's own address is not public. What nobody took over goes to the DLA itself when its contact is gone: a
 * provider never writes to an empty desk. A published call says so by an amendment, as every change of it.
 */
@Component
class CallHandover implements Handover {
    private static final Logger log = LoggerFactory.getLogger(CallHandover.class);
    private static final String PREFIX = "tenders:";
    private final Tenders tenders;
    private final Amending amending;
    private final Network network;
    private final People people;
    private final Languages languages;
    private final Clock clock;

    CallHandover(Tenders tenders, Amending amending, Network network, People people, Languages languages, Clock clock) {
        this.tenders = tenders;
        this.amending = amending;
        this.network = network;
        this.people = people;
        this.languages = languages;
        this.clock = clock;
    }

    @Override
    public List<Item> of(Person leaving, Texts t) {
        DlaId dla = leaving.dla();
        if (dla == null) return List.of();
        return tenders.inCareOf(dla, leaving.name(), leaving.email().canonical(), clock.instant()).stream()
                .map(tender -> new Item(PREFIX + tender.id(), text(tender, t), tender.workPath(), dla))
                .toList();
    }

    @Override
    @Transactional
    public void pass(String item, Person from, Person to) {
        if (!item.startsWith(PREFIX)) return;
        DlaId dla = from.dla();
        if (dla == null || !dla.equals(to.dla())) throw new Refused(item, "tenders.handover.colleague");
        UUID id = UUID.fromString(item.substring(PREFIX.length()));
        for (Tender tender : tenders.inCareOf(dla, from.name(), from.email().canonical(), clock.instant()))
            if (tender.id().equals(id)) give(tender, from, contact(to.name(), dla));
    }

    @ApplicationModuleListener
    void on(PersonLeft event) {
        release(event.person());
    }

    /** Nothing stays with somebody who is gone; done twice, the second finds nothing. */
    @Transactional
    void release(UUID person) {
        people.departure(person).map(Departure::person).ifPresent(gone -> {
            DlaId dla = gone.dla();
            if (dla == null) return;
            String name = network.dla(dla).orElseThrow().name();
            for (Tender tender : tenders.inCareOf(dla, gone.name(), gone.email().canonical(), clock.instant()))
                try {
                    give(tender, gone, contact(name, dla));
                } catch (Refused e) { // an old call that lacks what calls must say today: others go on
                    log.warn("The call {} keeps the contact of somebody who has left", tender.id());
                }
        });
    }

    private void give(Tender tender, Person from, Contact contact) {
        Terms terms = tender.terms().contact(contact);
        if (tender.draft()) {
            tenders.save(tender.with(terms), clock.instant());
            return;
        }
        String summary = languages.french().localize("tenders.handover.summary", contact.name());
        Amending.Plan plan = amending.plan(tender, terms, summary);
        amending.amend(
                Objects.requireNonNull(tender.reference()),
                tender.version(),
                terms,
                summary,
                plan.closesAt(),
                from.member());
    }

    private Contact contact(String name, DlaId id) {
        Dla dla = network.dla(id).orElseThrow();
        return new Contact(name, dla.email(), dla.phone());
    }

    private static String text(Tender tender, Texts t) {
        String title = tender.terms().title().isEmpty()
                ? t.localize("tenders.untitled")
                : tender.terms().title();
        return tender.reference() == null
                ? t.localize("tenders.handover.draft", title)
                : t.localize("tenders.handover.call", tender.reference().text(), title);
    }
}
