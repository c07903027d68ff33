package org.maillage.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.Violations;
import org.maillage.network.Network;
import org.maillage.network.People;
import org.maillage.network.Person;
import org.maillage.web.RateLimits;
import org.maillage.web.RateLimits.Limit;
import org.maillage.web.Typed;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes people in. The facilitator invites to any role, an officer to their own DLA. An address that is a member's gets
 * the same answer and a letter of its own: an invitation is no way to learn who is here.
 */
@Service
class Inviting {
    /** How long an invitation is good. */
    static final Duration VALID = Duration.ofDays(7);

    static final int LONGEST_NAME = 120;
    private static final Limit PER_MEMBER = new Limit("invite-member", 30, Duration.ofDays(1));
    private static final Limit PER_ADDRESS = new Limit("invite-address", 4, Duration.ofDays(1));

    private final Invitations invitations;
    private final InvitationLetters letters;
    private final People people;
    private final Network network;
    private final RateLimits limits;
    private final Clock clock;

    Inviting(
            Invitations invitations,
            InvitationLetters letters,
            People people,
            Network network,
            RateLimits limits,
            Clock clock) {
        this.invitations = invitations;
        this.letters = letters;
        this.people = people;
        this.network = network;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Invites somebody.
     *
     * @param role null for one that was not understood
     * @param dla of an officer to come; ignored for every other role
     * @throws Refused when a field is wrong, or the place is not {@code by}'s to give
     * @throws org.maillage.web.TooManyRequests when too many were sent
     */
    @Transactional
    void invite(
            Member by, String typedEmail, String typedName, @Nullable Role role, @Nullable DlaId dla, Locale language) {
        var found = new Violations();
        String name = line(typedName, "name", found);
        found.require(role != null, "role", "people.invite.role");
        boolean officer = role == Role.OFFICER;
        found.require(!officer || dla != null && network.dla(dla).isPresent(), "dla", "people.invite.dla");
        found.throwIfAny();
        EmailAddress email = EmailAddress.of(typedEmail);
        if (role == null || !mayGive(by, role, dla)) throw new Refused("role", "people.invite.notYours");
        send(by, email, name, role, officer ? dla : null, language);
    }

    /** Sends a new link; the one before is void. */
    @Transactional
    void resend(UUID id, Member by) {
        Invitation invitation = visible(id, by);
        send(
                by,
                invitation.email(),
                invitation.name(),
                invitation.role(),
                invitation.dla(),
                Locale.forLanguageTag(invitation.language()));
    }

    @Transactional
    void withdraw(UUID id, Member by) {
        invitations.delete(visible(id, by).id());
    }

    /** What {@code by} may send again or withdraw. */
    List<Invitation> pending(Member by) {
        return by.role() == Role.FACILITATOR ? invitations.pending(null) : invitations.pending(by.dla());
    }

    /** The invitation that a link opens; empty when it was used, withdrawn, has expired or never was. */
    Optional<Invitation> opened(String token) {
        return invitations.find(token, clock.instant());
    }

    /**
     * Takes an invitation up: from now on there is one person more.
     *
     * @throws NotFound when it is no longer good
     * @throws Refused when the name is missing, or the address has come in meanwhile
     */
    @Transactional
    Person accept(String token, String typedName, String typedTitle) {
        Invitation invitation = invitations.take(token, clock.instant()).orElseThrow(() -> new NotFound("invitation"));
        var found = new Violations();
        String name = line(typedName, "name", found);
        String title = line(typedTitle, "title", found);
        found.require(!name.isEmpty(), "name", "people.accept.name");
        found.throwIfAny();
        UUID person = people.join(name, title, invitation.email(), invitation.role(), invitation.dla());
        invitations.forget(invitation.email());
        return network.person(person).orElseThrow();
    }

    private void send(Member by, EmailAddress email, String name, Role role, @Nullable DlaId dla, Locale language) {
        limits.spend(PER_MEMBER, by.id().toString());
        limits.spend(PER_ADDRESS, email.canonical());
        Instant now = clock.instant();
        Instant expires = now.plus(VALID);
        boolean known = people.known(email);
        String token = Token.fresh();
        invitations.keep(known ? null : Token.hash(token), email, name, role, dla, by.id(), language, now, expires);
        String place = dla == null ? "" : network.dla(dla).orElseThrow().name();
        if (known) letters.known(email, by.displayName(), language);
        else letters.invite(email, by.displayName(), role, place, token, expires, language);
    }

    private static String line(String typed, String field, Violations found) {
        String line = Typed.line(typed);
        found.require(line.length() <= LONGEST_NAME, field, "people.tooLong", LONGEST_NAME);
        return line;
    }

    private static boolean mayGive(Member by, Role role, @Nullable DlaId dla) {
        return by.role() == Role.FACILITATOR || role == Role.OFFICER && dla != null && by.belongsTo(dla);
    }

    private Invitation visible(UUID id, Member by) {
        return invitations
                .find(id)
                .filter(i -> mayGive(by, i.role(), i.dla()))
                .orElseThrow(() -> new NotFound("invitation"));
    }
}
