package org.maillage.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maillage.identity.OrganisationSignIn.NotProved;
import org.maillage.identity.OrganisationSignIn.Unreachable;
import org.maillage.kernel.EmailAddress;
import org.maillage.platform.PublicAddress;
import org.maillage.platform.Secrets;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** A provider that does wrong: its tokens prove nothing. */
@MaillageTest
class OrganisationTokensTest {
    private static final RSAKey PUBLISHED = key();
    private static final RSAKey OTHER = key();
    private final JsonMapper json = new JsonMapper();
    private HttpServer server;
    private String issuer = "";
    private String token = "";
    private Map<String, Object> userInfo = Map.of();

    @Autowired
    Secrets secrets;

    OrganisationTokensTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void provider() {
        issuer = "http://localhost:" + server.getAddress().getPort();
        answer(
                "/.well-known/openid-configuration",
                () -> Map.of(
                        "issuer",
                        issuer,
                        "authorization_endpoint",
                        issuer + "/authorize",
                        "token_endpoint",
                        issuer + "/token",
                        "userinfo_endpoint",
                        issuer + "/userinfo",
                        "jwks_uri",
                        issuer + "/keys",
                        "subject_types_supported",
                        List.of("public"),
                        "response_types_supported",
                        List.of("code"),
                        "id_token_signing_alg_values_supported",
                        List.of("RS256", "HS256", "none")));
        answer("/keys", () -> new JWKSet(PUBLISHED.toPublicJWK()).toJSONObject());
        answer("/token", () -> Map.of("access_token", "a", "token_type", "Bearer", "id_token", token));
        answer("/userinfo", () -> userInfo);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_right_token_proves_the_address() throws Exception {
        token = signed(PUBLISHED, claims().build());
        assertThat(end()).contains(new EmailAddress("charlie@example.org"));
    }

    enum Wrong {
        UNSIGNED,
        SIGNED_BY_ANOTHER_KEY,
        SIGNED_WITH_OUR_SECRET,
        OF_ANOTHER_ISSUER,
        FOR_ANOTHER_CLIENT,
        EXPIRED,
        OF_ANOTHER_SIGN_IN,
        WITHOUT_NONCE,
        NONSENSE
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_token_proves_nothing(Wrong wrong) throws Exception {
        token = switch (wrong) {
            case UNSIGNED -> new PlainJWT(claims().build()).serialize();
            case SIGNED_BY_ANOTHER_KEY -> signed(OTHER, claims().build());
            case SIGNED_WITH_OUR_SECRET -> {
                var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
                jwt.sign(new MACSigner("0123456789abcdef0123456789abcdef"));
                yield jwt.serialize();
            }
            case OF_ANOTHER_ISSUER ->
                signed(PUBLISHED, claims().issuer("https://evil.example").build());
            case FOR_ANOTHER_CLIENT ->
                signed(PUBLISHED, claims().audience("another").build());
            case EXPIRED ->
                signed(
                        PUBLISHED,
                        claims().issueTime(Date.from(Instant.now().minusSeconds(7_200)))
                                .expirationTime(Date.from(Instant.now().minusSeconds(3_600)))
                                .build());
            case OF_ANOTHER_SIGN_IN ->
                signed(PUBLISHED, claims().claim("nonce", "another").build());
            case WITHOUT_NONCE ->
                signed(PUBLISHED, claims().claim("nonce", null).build());
            case NONSENSE -> "x.y.z";
        };
        assertThatThrownBy(this::end).isInstanceOf(NotProved.class);
    }

    @Test
    void an_address_that_is_told_apart_must_be_of_the_same_person() throws Exception {
        token = signed(PUBLISHED, claims().claim("email", null).build());
        userInfo = Map.of("sub", "charlie", "email", "charlie@example.org", "email_verified", true);
        assertThat(end()).contains(new EmailAddress("charlie@example.org"));
        userInfo = Map.of("sub", "someone else", "email", "charlie@example.org", "email_verified", true);
        assertThatThrownBy(this::end).isInstanceOf(NotProved.class);
        userInfo = Map.of("sub", "charlie", "email", "charlie@example.org");
        assertThat(end()).isEmpty();
    }

    @Test
    void a_provider_that_is_down_or_is_another_one_is_told_apart_from_a_refusal() {
        server.stop(0);
        assertThatThrownBy(() -> signIn(issuer).begin(flow())).isInstanceOf(Unreachable.class);
    }

    @Test
    void a_provider_that_describes_itself_under_another_name_is_not_believed() {
        assertThatThrownBy(() -> signIn(issuer + "/").begin(flow())).isInstanceOf(Unreachable.class);
    }

    @Test
    void an_issuer_without_tls_is_refused_at_the_start() {
        assertThatThrownBy(() -> new OrganisationSettings(URI.create("http://sso.example.org"), "c", "s", ""))
                .hasMessageContaining("https://");
    }

    private Optional<EmailAddress> end() throws Unreachable, NotProved {
        return signIn(issuer)
                .end(
                        flow(),
                        Map.of(
                                "code",
                                List.of("c"),
                                "state",
                                List.of(flow().state().getValue())));
    }

    private static OrganisationSignIn signIn(String issuer) {
        var settings = new OrganisationSettings(URI.create(issuer), "maillage", "0123456789abcdef0123456789abcdef", "");
        return new OrganisationSignIn(settings, new PublicAddress(URI.create("http://localhost:8080")));
    }

    private OrganisationFlow flow() {
        return OrganisationFlow.begin(new byte[16], Instant.EPOCH, "/espace", secrets.signer("organisation-test"));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("charlie")
                .audience("maillage")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("nonce", flow().nonce().getValue())
                .claim("email", "charlie@example.org")
                .claim("email_verified", true);
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Body {
        Map<String, Object> now();
    }

    private void answer(String path, Body body) {
        server.createContext(path, exchange -> {
            byte[] bytes = json.writeValueAsString(body.now()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
