package org.maillage.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Refused;
import org.maillage.platform.PublicAddress;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Sign-in at an OpenID provider: authorization code with PKCE and nonce (OpenID Connect Core 1.0, RFC 7636, RFC 9207).
 * Nimbus's SDK speaks the protocol. All that is taken from it is an e-mail address that the provider has verified.
 */
@Component
@Conditional(OrganisationConfigured.class)
class OrganisationSignIn {
    static final String RETURN = "/connexion/organisation/retour";
    private static final int PATIENCE = 4_000; // milliseconds
    private static final int LARGEST_KEYS = 200_000; // bytes
    private static final Duration DESCRIPTION_VALID = Duration.ofHours(1);

    private final OrganisationSettings settings;
    private final ClientID client;
    private final URI callback;
    private volatile @Nullable Provider known;

    OrganisationSignIn(OrganisationSettings settings, PublicAddress address) {
        this.settings = settings;
        this.client = new ClientID(settings.clientId());
        this.callback = URI.create(address.of(RETURN));
    }

    /** How the provider describes itself, and its keys. */
    private record Provider(OIDCProviderMetadata description, JWKSource<SecurityContext> keys, Instant until) {}

    /** The provider did not answer, or answered nonsense: nobody's fault who stands at the door. */
    static class Unreachable extends Exception {
        Unreachable(Throwable cause) {
            super(cause);
        }
    }

    /** The answer does not prove who stands at the door. */
    static class NotProved extends Exception {
        NotProved(String why) {
            super(why);
        }

        NotProved(Throwable cause) {
            super(cause.getClass().getSimpleName());
        }
    }

    String name() {
        return settings.name();
    }

    /** Where the browser goes to sign in. */
    URI begin(OrganisationFlow flow) throws Unreachable {
        return new AuthenticationRequest.Builder(ResponseType.CODE, new Scope("openid", "email"), client, callback)
                .endpointURI(provider().description().getAuthorizationEndpointURI())
                .state(flow.state())
                .nonce(flow.nonce())
                .codeChallenge(flow.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * The address that the provider has verified to be that of whoever stands at the door.
     *
     * @param answer parameters of the browser's return
     * @return empty when the provider knows no such address
     */
    Optional<EmailAddress> end(OrganisationFlow flow, Map<String, List<String>> answer) throws Unreachable, NotProved {
        Provider provider = provider();
        try {
            OIDCTokens tokens = tokens(provider, flow, code(provider, flow, answer));
            IDTokenClaimsSet identity = validator(provider).validate(tokens.getIDToken(), flow.nonce());
            return identity.getStringClaim("email") != null
                    ? verified(identity)
                    : verified(userInfo(provider, tokens, identity));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new NotProved(e);
        } catch (IOException e) {
            throw new Unreachable(e);
        }
    }

    private AuthorizationCode code(Provider provider, OrganisationFlow flow, Map<String, List<String>> answer)
            throws ParseException, NotProved {
        AuthenticationResponse response = AuthenticationResponseParser.parse(callback, answer);
        Issuer issuer = response.getIssuer();
        if (issuer != null && !issuer.equals(provider.description().getIssuer())) throw new NotProved("issuer");
        if (!response.indicatesSuccess() || !flow.state().equals(response.getState())) throw new NotProved("answer");
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) throw new NotProved("code");
        return code;
    }

    private OIDCTokens tokens(Provider provider, OrganisationFlow flow, AuthorizationCode code)
            throws IOException, ParseException, NotProved {
        var grant = new AuthorizationCodeGrant(code, callback, flow.verifier());
        URI endpoint = provider.description().getTokenEndpointURI();
        var request = settings.clientSecret().isEmpty()
                ? new TokenRequest.Builder(endpoint, client, grant)
                : new TokenRequest.Builder(endpoint, authentication(provider), grant);
        var response = OIDCTokenResponseParser.parse(send(request.build().toHTTPRequest()));
        if (!response.indicatesSuccess()) throw new NotProved("token");
        OIDCTokens tokens = (OIDCTokens) response.toSuccessResponse().getTokens();
        if (tokens.getIDToken() == null) throw new NotProved("no identity");
        return tokens;
    }

    private ClientAuthentication authentication(Provider provider) {
        var secret = new Secret(settings.clientSecret());
        var methods = provider.description().getTokenEndpointAuthMethods();
        boolean inBody = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return inBody ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret);
    }

    /** Checks issuer, audience, times, nonce, and a signature by one of the provider's published keys. */
    private IDTokenValidator validator(Provider provider) {
        var algorithms = new HashSet<JWSAlgorithm>(JWSAlgorithm.Family.SIGNATURE); // asymmetric, never "none"
        if (provider.description().getIDTokenJWSAlgs() != null)
            algorithms.retainAll(provider.description().getIDTokenJWSAlgs());
        return new IDTokenValidator(
                provider.description().getIssuer(),
                client,
                new JWSVerificationKeySelector<>(algorithms, provider.keys()),
                null);
    }

    private ClaimsSet userInfo(Provider provider, OIDCTokens tokens, IDTokenClaimsSet identity)
            throws IOException, ParseException, NotProved {
        URI endpoint = provider.description().getUserInfoEndpointURI();
        if (endpoint == null) throw new NotProved("no address");
        var request = new UserInfoRequest(endpoint, tokens.getBearerAccessToken());
        UserInfoResponse response = UserInfoResponse.parse(send(request.toHTTPRequest()));
        if (!response.indicatesSuccess()) throw new NotProved("user info");
        var info = response.toSuccessResponse().getUserInfo();
        // OpenID Connect Core, section 5.3.4: of somebody else otherwise.
        if (info == null || !info.getSubject().equals(identity.getSubject())) throw new NotProved("subject");
        return info;
    }

    private static Optional<EmailAddress> verified(ClaimsSet claims) {
        String email = claims.getStringClaim("email");
        if (email == null || !Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))) return Optional.empty();
        try {
            return Optional.of(EmailAddress.of(email));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    private Provider provider() throws Unreachable {
        Provider provider = known;
        if (provider != null && provider.until().isAfter(Instant.now())) return provider;
        try {
            var description = OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), PATIENCE, PATIENCE);
            var retriever = new DefaultResourceRetriever(PATIENCE, PATIENCE, LARGEST_KEYS);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                            description.getJWKSetURI().toURL(), retriever)
                    .retrying(true)
                    .build();
            provider = new Provider(description, keys, Instant.now().plus(DESCRIPTION_VALID));
        } catch (GeneralException | MalformedURLException | NullPointerException e) {
            throw new Unreachable(e);
        } catch (IOException e) {
            throw new Unreachable(e);
        }
        known = provider;
        return provider;
    }

    private static HTTPResponse send(HTTPRequest request) throws IOException {
        request.setConnectTimeout(PATIENCE);
        request.setReadTimeout(PATIENCE);
        request.setFollowRedirects(false);
        return request.send();
    }
}
