package org.maillage.directory;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.Slugs;
import org.maillage.kernel.StaleVersion;
import org.maillage.network.Department;
import org.maillage.network.Network;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A partner's entry and offers: changed by who speaks for it, and by the facilitator. For anyone else they cannot be changed. */
@Service
class PartnerEditing {
    private final Partners partners;
    private final PersonEntries people;
    private final DirectoryIndex index;
    private final Network network;
    private final Clock clock;

    PartnerEditing(Partners partners, PersonEntries people, DirectoryIndex index, Network network, Clock clock) {
        this.partners = partners;
        this.people = people;
        this.index = index;
        this.network = network;
        this.clock = clock;
    }

    boolean mayChange(Member member, String partner) {
        String speaksFor = member.role() == Role.PARTNER
                ? people.find(member.id()).map(PersonEntry::partner).orElse(null)
                : null;
        return Rights.mayChange(member, speaksFor, partner);
    }

    /** @throws NotFound when {@code member} may not change it */
    @Transactional(readOnly = true)
    public Partner changeable(String id, Member member) {
        Partner partner = partners.find(id).orElseThrow(() -> new NotFound("partner"));
        if (!mayChange(member, id)) throw new NotFound("partner");
        return partner;
    }

    /** An offer that {@code member} may change. @throws NotFound otherwise */
    @Transactional(readOnly = true)
    public Offer changeable(String partner, UUID id, Member member) {
        changeable(partner, member);
        return partners.offer(id).filter(o -> o.partner().equals(partner)).orElseThrow(() -> new NotFound("offer"));
    }

    /** @throws Refused by field, also when another partner is called the same */
    @Transactional
    public Partner add(PartnerForm form, Member by) {
        if (by.role() != Role.FACILITATOR) throw new NotFound("partner");
        Partner partner = form.partner(Slugs.of(form.nom(), 60), 0);
        if (partner.id().isEmpty()) throw new Refused("nom", "directory.partner.name");
        try {
            partners.add(partner, clock.instant());
        } catch (DuplicateKeyException e) {
            throw new Refused("nom", "directory.partner.known");
        }
        index.put(partner);
        return partner;
    }

    /** @throws StaleVersion when someone saved since {@code seen} was read */
    @Transactional
    public void save(String id, int seen, PartnerForm form, Member by) {
        changeable(id, by);
        Partner partner = form.partner(id, seen);
        partners.save(partner, clock.instant());
        index.put(partner);
        partners.offers(id).forEach(offer -> index.put(offer, partner)); // they are found by its name, too
    }

    /** Says that a member speaks for a partner, or for none any more. The facilitator alone does. */
    @Transactional
    public void speaksFor(String id, UUID person, boolean yes, Member by) {
        if (by.role() != Role.FACILITATOR) throw new NotFound("partner");
        changeable(id, by);
        boolean now = people.find(person).map(p -> id.equals(p.partner())).orElse(false);
        if (!yes && !now) return;
        if (!people.speaksForPartner(person, yes ? id : null)) throw new NotFound("person");
    }

    @Transactional
    public void add(String partner, OfferForm form, Member by) {
        Partner of = changeable(partner, by);
        Offer offer = form.offer(UUID.randomUUID(), partner, 0, served());
        partners.add(offer, clock.instant());
        index.put(offer, of);
    }

    /** @throws StaleVersion when someone saved since {@code seen} was read */
    @Transactional
    public void save(String partner, UUID id, int seen, OfferForm form, Member by) {
        Partner of = changeable(partner, by);
        changeable(partner, id, by);
        Offer offer = form.offer(id, partner, seen, served());
        partners.save(offer, clock.instant());
        index.put(offer, of);
    }

    @Transactional
    public void remove(String partner, UUID id, Member by) {
        Offer offer = changeable(partner, id, by);
        partners.removeOffer(id);
        index.remove(offer);
    }

    private List<String> served() {
        return network.departments().stream()
                .map((Department d) -> d.code().code())
                .toList();
    }
}
