package org.maillage.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.maillage.identity.SignInLinks.Entry;
import org.maillage.kernel.EmailAddress;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.web.RateLimits;
import org.maillage.web.RateLimits.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Signing in by a link: whoever reads the mailbox of a member is that member. No password exists. */
@Service
class SigningIn {
    /** How long a link is good. */
    static final Duration VALID = Duration.ofMinutes(15);

    static final Limit PER_ADDRESS = new Limit("sign-in-address", 5, VALID);
    private static final int TOKEN_BYTES = 32; // 256 bits: there is nothing to guess

    private final Network network;
    private final SignInLinks links;
    private final SignInLetters letters;
    private final RateLimits limits;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SigningIn(Network network, SignInLinks links, SignInLetters letters, RateLimits limits, Clock clock) {
        this.network = network;
        this.links = links;
        this.letters = letters;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Sends a link to {@code email} when a member has this address; otherwise, or when too many were asked for it, does
     * nothing. It tells nobody which.
     *
     * @param way page of this site to arrive on
     */
    @Transactional
    void sendLink(EmailAddress email, String way, Locale language) {
        if (!limits.allows(PER_ADDRESS, email.canonical())) return;
        network.personByEmail(email).ifPresent(person -> {
            byte[] bytes = new byte[TOKEN_BYTES];
            random.nextBytes(bytes);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            links.keep(token, new Entry(person.id(), way), clock.instant().plus(VALID));
            letters.send(person, token, language);
        });
    }

    /** The person whom {@code token} would let in; empty when it was used, has expired or never was. */
    Optional<Person> owner(String token) {
        return links.find(token, clock.instant()).map(Entry::person).flatMap(network::person);
    }

    /** A member at the door, and where they want to go. */
    record Arrival(Person person, String way) {}

    /** Uses {@code token} up, and with it every other link of the same person. */
    @Transactional
    public Optional<Arrival> redeem(String token) {
        return links.take(token, clock.instant())
                .flatMap(entry -> network.person(entry.person()).map(person -> {
                    links.forget(person.id());
                    return new Arrival(person, entry.way());
                }));
    }
}
