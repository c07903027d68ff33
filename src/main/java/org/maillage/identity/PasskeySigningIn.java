package org.maillage.identity;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.identity.PasskeyChallenges.Purpose;
import org.maillage.identity.PasskeyChallenges.Use;
import org.maillage.identity.RelyingParty.Answered;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.platform.Paris;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passkeys: made by a member who is signed in, and later proof enough of who they are. {@code browser} is the form token
 * of the browser that acts.
 */
@Service
class PasskeySigningIn {
    private final RelyingParty us;
    private final PasskeyOptions options;
    private final PasskeyChallenges challenges;
    private final Passkeys passkeys;
    private final PasskeyLetters letters;
    private final Network network;
    private final Clock clock;

    PasskeySigningIn(
            RelyingParty us,
            PasskeyOptions options,
            PasskeyChallenges challenges,
            Passkeys passkeys,
            PasskeyLetters letters,
            Network network,
            Clock clock) {
        this.us = us;
        this.options = options;
        this.challenges = challenges;
        this.passkeys = passkeys;
        this.letters = letters;
        this.network = network;
        this.clock = clock;
    }

    /** What the browser of {@code person} is asked, to make a key. */
    Map<String, Object> creation(UUID person, String browser) {
        byte[] challenge = challenges.make(new Use(Purpose.REGISTER, person, browser));
        return options.creation(member(person), challenge, passkeys.credentials(person));
    }

    /** What a browser is asked at the door: the same whoever stands there. */
    Map<String, Object> entrance(String browser) {
        return options.request(challenges.make(new Use(Purpose.SIGN_IN, null, browser)), List.of());
    }

    /** What the browser of {@code person} is asked, to prove that they are still there. */
    Map<String, Object> confirmation(UUID person, String browser) {
        byte[] challenge = challenges.make(new Use(Purpose.CONFIRM, person, browser));
        return options.request(challenge, passkeys.credentials(person));
    }

    /**
     * Keeps the key that {@code answer} brings, and tells its owner by mail.
     *
     * @throws Refused when the answer does not hold, or the name does not
     */
    @Transactional
    public void register(UUID person, String typedName, String answer, String browser, Locale language) {
        Person owner = member(person);
        String name = PasskeyName.of(typedName);
        Answered made = us.registered(answer, person, asked(new Use(Purpose.REGISTER, person, browser)))
                .filter(a -> challenges.spend(a.challenge()))
                .orElseThrow(() -> new Refused("", "identity.passkey.notMade"));
        passkeys.add(made.key(), name, clock.instant().atZone(Paris.ZONE).toLocalDate());
        letters.added(owner, name, language);
    }

    /** @throws Refused when the name does not hold */
    @Transactional
    public void rename(UUID person, UUID id, String typedName) {
        if (!passkeys.rename(person, id, PasskeyName.of(typedName))) throw new NotFound("passkey");
    }

    /** Makes a key void, and tells its owner by mail. */
    @Transactional
    public void remove(UUID person, UUID id, Locale language) {
        String name = passkeys.remove(person, id).orElseThrow(() -> new NotFound("passkey"));
        letters.removed(member(person), name, language);
    }

    /** The member whose key signed {@code answer} at the door; empty when anything is wrong, without saying what. */
    @Transactional
    public Optional<Person> enter(String answer, String browser) {
        return proved(answer, null, browser);
    }

    /** Whether {@code person} proved by {@code answer} that they are still there. */
    @Transactional
    public boolean confirm(UUID person, String answer, String browser) {
        return proved(answer, person, browser).isPresent();
    }

    private Optional<Person> proved(String answer, @Nullable UUID person, String browser) {
        var use = new Use(person == null ? Purpose.SIGN_IN : Purpose.CONFIRM, person, browser);
        return us.credential(answer)
                .flatMap(passkeys::key)
                .filter(key -> person == null || key.person().equals(person))
                .flatMap(key -> us.signed(answer, key, person == null, asked(use)))
                .filter(a -> challenges.spend(a.challenge()) && passkeys.signed(a.key(), a.count()))
                .flatMap(a -> network.person(a.key().person()));
    }

    private java.util.function.Predicate<byte[]> asked(Use use) {
        return challenge -> challenges.good(challenge, use);
    }

    private Person member(UUID id) {
        return network.person(id).orElseThrow(() -> new NotFound("person"));
    }
}
