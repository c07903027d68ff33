package org.maillage.identity;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.jackson.deserializer.cbor.COSEKeyEnvelope;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.maillage.platform.PublicAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * What we are to passkeys (WebAuthn level 3): our name is the host of the public address, a key answers on our origin
 * only, and its owner is always verified by the device. WebAuthn4J checks the answers.
 */
@Component
class RelyingParty {
    private static final Logger log = LoggerFactory.getLogger(RelyingParty.class);
    /** ES256, EdDSA and RS256: what devices offer. */
    static final List<PublicKeyCredentialParameters> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256)
                    .stream()
                    .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                    .toList();

    private static final int LONGEST_ANSWER = 20_000; // characters; a real one has about 1,000

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final URI address;

    RelyingParty(PublicAddress address) {
        this.address = address.publicUrl();
    }

    /** The name that keys are bound to: they are void under any other. */
    String id() {
        return Objects.requireNonNullElse(address.getHost(), "localhost");
    }

    /**
     * The public half of the key that {@code answer} brings.
     *
     * @param answer JSON as browsers write it: {@code PublicKeyCredential.toJSON()}
     * @param challenge whether the challenge in it may be answered
     * @return empty when anything is wrong with it
     */
    Optional<Answered> registered(String answer, UUID person, Predicate<byte[]> challenge) {
        return guarded(answer, () -> {
            RegistrationData data = webAuthn.parseRegistrationResponseJSON(answer);
            byte[] asked = Objects.requireNonNull(data.getCollectedClientData())
                    .getChallenge()
                    .getValue();
            if (!challenge.test(asked)) return Optional.empty();
            webAuthn.verify(data, new RegistrationParameters(server(asked), ALGORITHMS, true, true));
            var device = Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            var made = Objects.requireNonNull(device.getAttestedCredentialData());
            byte[] publicKey = converter.getCborConverter().writeValueAsBytes(made.getCOSEKey());
            var key =
                    new StoredKey(person, made.getCredentialId(), publicKey, device.getSignCount(), device.isFlagBE());
            return Optional.of(new Answered(asked, key, device.getSignCount()));
        });
    }

    /** The identifier of the key that signed {@code answer}; it proves nothing yet. */
    Optional<byte[]> credential(String answer) {
        return guarded(
                answer,
                () -> Optional.ofNullable(
                        webAuthn.parseAuthenticationResponseJSON(answer).getCredentialId()));
    }

    /**
     * Whether {@code key} signed {@code answer} here and now.
     *
     * @param named whether the answer must name the key's owner: it does when nobody had said before who they are
     * @param challenge as for {@link #registered}
     * @return empty when anything is wrong with it
     */
    Optional<Answered> signed(String answer, StoredKey key, boolean named, Predicate<byte[]> challenge) {
        return guarded(answer, () -> {
            AuthenticationData data = webAuthn.parseAuthenticationResponseJSON(answer);
            byte[] asked = Objects.requireNonNull(data.getCollectedClientData())
                    .getChallenge()
                    .getValue();
            var owner = data.getUserHandle();
            boolean theirs = owner == null ? !named : Arrays.equals(owner, UserHandle.of(key.person()));
            if (!theirs || !challenge.test(asked)) return Optional.empty();
            webAuthn.verify(
                    data,
                    new AuthenticationParameters(server(asked), record(key), List.of(key.credential()), true, true));
            long count = Objects.requireNonNull(data.getAuthenticatorData()).getSignCount();
            return Optional.of(new Answered(asked, key, count));
        });
    }

    /** @param count how many times the device says that the key signed */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answered(byte[] challenge, StoredKey key, long count) {}

    private interface Check {
        Optional<?> run();
    }

    /** Answers come from anybody: whatever is wrong with one is a refusal, never our failure. */
    @SuppressWarnings("unchecked")
    private static <T> Optional<T> guarded(String answer, Check check) {
        if (answer.isEmpty() || answer.length() > LONGEST_ANSWER) return Optional.empty();
        try {
            return (Optional<T>) check.run();
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException e) {
            // The kind of refusal helps an operator; the message may quote what was sent.
            log.info("A passkey's answer was refused: {}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private CredentialRecordImpl record(StoredKey key) {
        var publicKey = converter.getCborConverter().readValue(key.publicKey(), COSEKeyEnvelope.class);
        var credential = new AttestedCredentialData(
                AAGUID.ZERO,
                key.credential(),
                Objects.requireNonNull(Objects.requireNonNull(publicKey).getCOSEKey()));
        return new CredentialRecordImpl(
                null, true, key.backupEligible(), null, key.signCount(), credential, null, null, null, Set.of());
    }

    private ServerProperty server(byte[] challenge) {
        return ServerProperty.builder()
                .originPredicate(this::ours)
                .rpId(id())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    /** On localhost, which no stranger can serve, any port is ours: a demonstration may be reached by another. */
    private boolean ours(Origin origin) {
        if (address.getScheme().equals("http") && id().equals("localhost"))
            return "http".equals(origin.getScheme()) && "localhost".equals(origin.getHost());
        return origin.equals(new Origin(address.getScheme() + "://" + address.getAuthority()));
    }
}
