package org.maillage.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maillage.mail.DnsRecords.Outcome.FOUND;
import static org.maillage.mail.DnsRecords.Outcome.MISSING;
import static org.maillage.mail.DnsRecords.Outcome.UNKNOWN;
import static org.maillage.mail.DnsRecords.Outcome.WRONG;

import java.net.InetSocketAddress;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.mail.DnsRecords.Outcome;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;

/** What the health page tells of SPF, DKIM and DMARC, asked of a real DNS server over UDP. */
@MaillageTest
class DnsRecordsTest {
    private static final String DOMAIN = "lettres.dla.example.org";
    private static final MailIdentity IDENTITY = new MailIdentity("Réseau", "alertes@" + DOMAIN, "retours.example.org");
    private static final KeyPair RSA = pair("RSA", 2048);
    private static final KeyPair OTHER = pair("RSA", 2048);
    private static final KeyPair ED = pair("Ed25519", 0);

    @Autowired
    JdbcClient db;

    @Autowired
    MailHealth health;

    @AfterEach
    void nothingWasSeen() {
        db.sql("delete from mail_dns_check").update();
    }

    @Test
    void records_that_fit_are_found() throws Exception {
        try (var dns = new OwnDns()
                .with("retours.example.org", "un-autre-service=42", "v=spf1 ip4:192.0.2.1 -all")
                .with("_dmarc." + DOMAIN, "v=DMARC1; p=quarantine; rua=mailto:dmarc@example.org")
                .with("cle1._domainkey." + DOMAIN, "v=DKIM1; k=rsa; p=" + publicKey(RSA))
                .with("cle2._domainkey." + DOMAIN, "v=DKIM1; k=ed25519; p=" + publicKey(ED))) {
            assertThat(seen(dns.address(), keys()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("SPF", FOUND, "DMARC", FOUND, "DKIM", FOUND));
            assertThat(health.health().getDetails().get("dns"))
                    .isEqualTo(Map.of("SPF", FOUND, "DMARC", FOUND, "DKIM", FOUND));
        }
    }

    @Test
    void a_policy_of_the_domain_above_counts_for_the_domains_below() throws Exception {
        try (var dns = new OwnDns().with("_dmarc.dla.example.org", "v=DMARC1;p=none")) {
            assertThat(seen(dns.address(), keys())).containsEntry("DMARC", FOUND);
        }
    }

    @Test
    void records_that_are_not_there_are_missing() throws Exception {
        try (var dns = new OwnDns().with("retours.example.org").with("_dmarc." + DOMAIN, "v=spf1 -all")) {
            assertThat(seen(dns.address(), keys()))
                    .isEqualTo(Map.of("SPF", MISSING, "DMARC", MISSING, "DKIM", MISSING));
        }
    }

    @Test
    void records_that_do_not_fit_are_wrong() throws Exception {
        try (var dns = new OwnDns()
                .with("retours.example.org", "v=spf1 -all", "v=spf1 mx -all")
                .with("_dmarc." + DOMAIN, "v=DMARC1; rua=mailto:dmarc@example.org")
                .with("cle1._domainkey." + DOMAIN, "v=DKIM1; p=" + publicKey(RSA))
                .with("cle2._domainkey." + DOMAIN, "v=DKIM1; k=ed25519; p=" + publicKey(OTHER))) {
            assertThat(seen(dns.address(), keys())).isEqualTo(Map.of("SPF", WRONG, "DMARC", WRONG, "DKIM", WRONG));
        }
    }

    @Test
    void the_key_of_another_and_a_revoked_key_are_wrong() throws Exception {
        for (String published : new String[] {publicKey(OTHER), "", "AAAA"})
            try (var dns = new OwnDns().with("cle1._domainkey." + DOMAIN, "v=DKIM1; k=rsa; p=" + published)) {
                assertThat(seen(dns.address(), new Dkim.Keys(DOMAIN, "cle1", RSA.getPrivate(), null, null)))
                        .containsEntry("DKIM", WRONG);
            }
    }

    @Test
    void unsigned_mail_has_no_key_to_publish() throws Exception {
        try (var dns = new OwnDns()) {
            assertThat(seen(dns.address(), new Dkim.Keys(DOMAIN, null, null, null, null)))
                    .containsEntry("DKIM", MISSING);
        }
    }

    @Test
    void a_server_that_fails_or_is_not_there_says_nothing_and_degrades_nothing() throws Exception {
        var before = health.health().getStatus();
        InetSocketAddress closed;
        try (var dns = new OwnDns().failing(Rcode.SERVFAIL)) {
            closed = dns.address();
            assertThat(seen(closed, keys())).isEqualTo(Map.of("SPF", UNKNOWN, "DMARC", UNKNOWN, "DKIM", UNKNOWN));
        }
        assertThat(seen(closed, keys())).isEqualTo(Map.of("SPF", UNKNOWN, "DMARC", UNKNOWN, "DKIM", UNKNOWN));
        assertThat(health.health().getStatus()).isEqualTo(before);
    }

    private Map<String, Outcome> seen(InetSocketAddress server, Dkim.Keys keys) {
        var records = new DnsRecords(
                IDENTITY,
                keys,
                () -> {
                    var resolver = new SimpleResolver(server);
                    resolver.setTimeout(Duration.ofSeconds(1));
                    return resolver;
                },
                db,
                Clock.systemUTC());
        records.check();
        return records.last();
    }

    /** The Ed25519 key as {@link Dkim.Keys#read} gives it: of the library that signs with it. */
    private static Dkim.Keys keys() throws Exception {
        PrivateKey ed = KeyFactory.getInstance("Ed25519", new BouncyCastleProvider())
                .generatePrivate(new PKCS8EncodedKeySpec(ED.getPrivate().getEncoded()));
        return new Dkim.Keys(DOMAIN, "cle1", RSA.getPrivate(), "cle2", ed);
    }

    private static String publicKey(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        // Of an Ed25519 key DNS holds the 32 bytes of the point alone.
        if (!pair.getPublic().getAlgorithm().equals("RSA"))
            encoded = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return Base64.getEncoder().encodeToString(encoded);
    }

    private static KeyPair pair(String algorithm, int size) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (size > 0) generator.initialize(size);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
