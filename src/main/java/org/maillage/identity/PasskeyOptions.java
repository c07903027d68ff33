package org.maillage.identity;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.maillage.network.Person;
import org.maillage.web.SiteIdentity;
import org.springframework.stereotype.Component;

/** What browsers are asked, in the JSON form of WebAuthn level 3, section 5.1.8: binary values are base64url. */
@Component
class PasskeyOptions {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RelyingParty us;
    private final SiteIdentity site;

    PasskeyOptions(RelyingParty us, SiteIdentity site) {
        this.us = us;
        this.site = site;
    }

    /**
     * Asks for a new key that can be found without a name, with its owner verified and nothing told of the device.
     *
     * @param known keys that this person has: a device that holds one makes no second
     */
    Map<String, Object> creation(Person person, byte[] challenge, List<byte[]> known) {
        return Map.of(
                "rp", Map.of("id", us.id(), "name", site.siteName()),
                "user",
                        Map.of(
                                "id", text(UserHandle.of(person.id())),
                                "name", person.email().text(),
                                "displayName", person.name()),
                "challenge", text(challenge),
                "pubKeyCredParams",
                        RelyingParty.ALGORITHMS.stream()
                                .map(p -> Map.of(
                                        "type", "public-key", "alg", p.getAlg().getValue()))
                                .toList(),
                "timeout", PATIENCE.toMillis(),
                "attestation", "none",
                "authenticatorSelection",
                        Map.of(
                                "residentKey", "required",
                                "requireResidentKey", true,
                                "userVerification", "required"),
                "excludeCredentials", descriptors(known));
    }

    /** @param allowed keys that may answer; empty: any that the device has for us */
    Map<String, Object> request(byte[] challenge, List<byte[]> allowed) {
        return Map.of(
                "rpId", us.id(),
                "challenge", text(challenge),
                "timeout", PATIENCE.toMillis(),
                "userVerification", "required",
                "allowCredentials", descriptors(allowed));
    }

    private static List<Map<String, Object>> descriptors(List<byte[]> credentials) {
        return credentials.stream()
                .map(id -> Map.<String, Object>of("type", "public-key", "id", text(id)))
                .toList();
    }

    private static String text(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
