package org.maillage.identity;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maillage.platform.Secrets;
import org.maillage.web.LocalPath;

/**
 * One sign-in under way at the provider. It waits in a cookie of the browser that began it; state, nonce and PKCE's
 * verifier are signatures of that cookie, so that only this browser can end it, and only with what it began.
 */
final class OrganisationFlow {
    static final Duration VALID = Duration.ofMinutes(10);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String cookie;
    private final String way;
    private final Secrets.Signer signer;

    private OrganisationFlow(String cookie, String way, Secrets.Signer signer) {
        this.cookie = cookie;
        this.way = way;
        this.signer = signer;
    }

    /**
     * @param random 16 bytes that nobody can guess
     * @param way page of this site to arrive on
     */
    static OrganisationFlow begin(byte[] random, Instant now, String way, Secrets.Signer signer) {
        String cookie = BASE64.encodeToString(random) + "." + now.plus(VALID).getEpochSecond() + "."
                + BASE64.encodeToString(way.getBytes(StandardCharsets.UTF_8));
        return new OrganisationFlow(cookie, way, signer);
    }

    /** The flow that {@code cookie} and {@code state} together name; empty when they do not fit, or it is too old. */
    static Optional<OrganisationFlow> resume(
            @Nullable String cookie, @Nullable String state, Instant now, Secrets.Signer signer) {
        if (cookie == null || state == null || !cookie.matches("[\\w-]{22}\\.\\d{1,12}\\.[\\w-]{1,4000}"))
            return Optional.empty();
        var flow = new OrganisationFlow(cookie, "/", signer);
        if (!MessageDigest.isEqual(
                flow.signed("state").getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8)))
            return Optional.empty();
        String[] parts = cookie.split("\\.");
        if (!Instant.ofEpochSecond(Long.parseLong(parts[1])).isAfter(now)) return Optional.empty();
        String way = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
        return Optional.of(new OrganisationFlow(cookie, LocalPath.of(way), signer));
    }

    String cookie() {
        return cookie;
    }

    String way() {
        return way;
    }

    State state() {
        return new State(signed("state"));
    }

    Nonce nonce() {
        return new Nonce(signed("nonce"));
    }

    CodeVerifier verifier() {
        return new CodeVerifier(signed("verifier"));
    }

    private String signed(String purpose) {
        return BASE64.encodeToString(signer.sign((purpose + " " + cookie).getBytes(StandardCharsets.UTF_8)));
    }
}
