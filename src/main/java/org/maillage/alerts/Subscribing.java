package org.maillage.alerts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.EmailAddress;
import org.maillage.platform.Secrets;
import org.maillage.tenders.Reference;
import org.maillage.web.RateLimits;
import org.maillage.web.RateLimits.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Subscribing without an account: anyone may ask for any address, and only who reads this address's mail confirms. To the
 * one who asks, every address looks alike: known, unknown, refused, or asked for too often.
 */
@Service
class Subscribing {
    /** Mails that one address can be made to receive; beyond, requests are noted and nothing is sent. */
    static final Limit MAILS = new Limit("alert-address", 3, Duration.ofHours(6));

    private final Subscriptions subscriptions;
    private final SubscriptionRequests requests;
    private final SubscriptionMail mail;
    private final SubscriptionLinks links;
    private final RateLimits limits;
    private final Clock clock;
    private final Secrets.Signer codes;
    private final SecureRandom random = new SecureRandom();

    Subscribing(
            Subscriptions subscriptions,
            SubscriptionRequests requests,
            SubscriptionMail mail,
            SubscriptionLinks links,
            RateLimits limits,
            Secrets secrets,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.requests = requests;
        this.mail = mail;
        this.links = links;
        this.limits = limits;
        this.clock = clock;
        this.codes = secrets.signer("alert-code");
    }

    /**
     * Notes what an address is said to want, and writes to it: a link and a code that confirm or, when it already listens
     * to new calls and asks for no single one, the way to its preferences.
     *
     * @param tender the one call to follow; null to subscribe to {@code choices}
     * @return names the request on the page that waits for the code; says nothing of the address
     */
    @Transactional
    UUID ask(EmailAddress email, Choices choices, Rhythm rhythm, Locale language, @Nullable Reference tender) {
        var request = new SubscriptionRequest(
                UUID.randomUUID(),
                email,
                choices,
                rhythm,
                language.getLanguage().equals("en") ? "en" : "fr",
                tender,
                clock.instant(),
                null);
        Optional<Subscription> known = subscriptions.findForUpdate(email).filter(s -> tender == null && listening(s));
        String token = token();
        String code = "%06d".formatted(random.nextInt(1_000_000));
        boolean confirmable = known.isEmpty();
        requests.insert(request, hash(token), confirmable ? hash(request.id(), code) : null);
        if (limits.allows(MAILS, email.canonical())) {
            if (confirmable) mail.confirmation(request, token, code);
            else mail.alreadySubscribed(known.get());
        }
        return request.id();
    }

    private static boolean listening(Subscription subscription) {
        return subscription.listens() && subscription.state() == Subscription.State.ACTIVE;
    }

    /** The request that {@code token} would confirm, or has confirmed. */
    @Transactional
    Optional<SubscriptionRequest> waiting(String token) {
        return requests.findForUpdate(hash(token), clock.instant());
    }

    /** The request that a page waits for; an identifier made up finds none. */
    Optional<SubscriptionRequest> asked(UUID id) {
        return requests.find(id, clock.instant());
    }

    /** Confirms by the link. Pressed twice, or in two windows at once, it gives the same subscription. */
    @Transactional
    Optional<Subscription> confirm(String token) {
        return requests.findForUpdate(hash(token), clock.instant()).flatMap(this::confirm);
    }

    /**
     * Confirms by the code typed in the page still open. Each try counts before it is compared, and stays counted.
     *
     * @return empty when the code is wrong, or no try is left, or the request is unknown or too old
     */
    @Transactional
    Optional<Subscription> confirm(UUID id, String typed) {
        byte[] given = hash(id, typed.replaceAll("\\s", ""));
        boolean right = requests.spendTry(id, clock.instant())
                .map(expected -> MessageDigest.isEqual(expected, given))
                .orElse(false);
        return right ? requests.findForUpdate(id).flatMap(this::confirm) : Optional.empty();
    }

    private Optional<Subscription> confirm(SubscriptionRequest request) {
        if (request.subscription() != null) return subscriptions.find(request.subscription());
        Instant now = clock.instant();
        var subscription = subscriptions
                .findForUpdate(request.email())
                .map(known -> renewed(known, request))
                .orElseGet(() -> fresh(request));
        subscriptions.save(subscription, now);
        request.followed().ifPresent(tender -> subscriptions.follow(subscription.id(), tender, now));
        requests.confirmed(request.id(), subscription.id());
        return Optional.of(subscription);
    }

    private Subscription fresh(SubscriptionRequest request) {
        UUID id = UUID.randomUUID();
        return new Subscription(
                id,
                request.email(),
                request.tender() == null,
                request.choices(),
                request.rhythm(),
                request.language(),
                Subscription.State.ACTIVE,
                links.token(id),
                clock.instant());
    }

    /** Someone known: following one call more changes no choice; subscribing takes the new choices. Both revive. */
    private static Subscription renewed(Subscription known, SubscriptionRequest request) {
        boolean follows = request.tender() != null;
        return new Subscription(
                known.id(),
                request.email(),
                known.listens() || !follows,
                follows ? known.choices() : request.choices(),
                follows ? known.rhythm() : request.rhythm(),
                request.language(),
                Subscription.State.ACTIVE,
                known.token(),
                known.createdAt());
    }

    private String token() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has SHA-256
        }
    }

    /** A million codes are soon tried against a bare digest: this one needs the platform's key. */
    private byte[] hash(UUID request, String code) {
        return codes.sign((request + " " + code).getBytes(StandardCharsets.UTF_8));
    }
}
