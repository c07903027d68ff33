package org.maillage.mail;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.jcajce.interfaces.EdDSAPrivateKey;
import org.bouncycastle.jcajce.interfaces.EdDSAPublicKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Looks once a day whether the DNS says what lets others trust our mail: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC
 * 7489). What was last seen is kept for the health page, which never waits for DNS; where there is no DNS the answer is
 * unknown, which is no fault.
 */
class DnsRecords {
    private static final Pattern KEY = Pattern.compile("(?:^|;)\\s*p\\s*=([^;]*)");
    private final MailIdentity identity;
    private final Dkim.Keys keys;
    private final Supplier<Resolver> dns;
    private final JdbcClient db;
    private final Clock clock;

    enum Outcome {
        FOUND,
        MISSING,
        /** A record is there that does not fit: several SPF records, another key. */
        WRONG,
        /** No answer from DNS. */
        UNKNOWN
    }

    /** @param dns the server that is asked; a new one for each check, since a machine's may change */
    DnsRecords(MailIdentity identity, Dkim.Keys keys, Supplier<Resolver> dns, JdbcClient db, Clock clock) {
        this.identity = identity;
        this.keys = keys;
        this.dns = dns;
        this.db = db;
        this.clock = clock;
    }

    /** Asks the DNS and keeps what it says. */
    void check() {
        Resolver resolver = dns.get();
        // The return path's domain is the one that SPF is asked of.
        keep("SPF", only(texts(resolver, identity.domain()), DnsRecords::spf, text -> true));
        keep("DMARC", dmarc(resolver));
        keep("DKIM", dkim(resolver));
    }

    private static boolean spf(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("v=spf1") || lower.startsWith("v=spf1 ");
    }

    /** At the domain of From or, when that says nothing, at the domains above it. */
    private Outcome dmarc(Resolver resolver) {
        for (String domain = keys.domain(); domain.contains("."); domain = domain.substring(domain.indexOf('.') + 1)) {
            Outcome outcome = only(
                    texts(resolver, "_dmarc." + domain),
                    text -> text.matches("v=DMARC1\\s*(;.*)?"),
                    text -> text.matches(".*;\\s*p\\s*=\\s*(none|quarantine|reject)\\b.*"));
            if (outcome != Outcome.MISSING) return outcome;
        }
        return Outcome.MISSING;
    }

    private Outcome dkim(Resolver resolver) {
        if (keys.none()) return Outcome.MISSING; // unsigned: a relay may sign, and this platform cannot know
        Outcome rsa = dkim(resolver, keys.selector(), keys.rsa());
        return rsa == Outcome.FOUND ? dkim(resolver, keys.edSelector(), keys.ed25519()) : rsa;
    }

    /** Whether the key that {@code selector} publishes is the other half of {@code key}; found when there is none. */
    private Outcome dkim(Resolver resolver, @Nullable String selector, @Nullable PrivateKey key) {
        if (selector == null || key == null) return Outcome.FOUND;
        String own = publicKey(key);
        return only(
                texts(resolver, selector + "._domainkey." + keys.domain()),
                text -> KEY.matcher(text).find(),
                text -> {
                    Matcher published = KEY.matcher(text);
                    return published.find()
                            && published.group(1).replaceAll("\\s", "").equals(own);
                });
    }

    /** As {@code p=} of a DKIM record holds it: RSA as SubjectPublicKeyInfo, Ed25519 bare (RFC 8463 section 4.2). */
    private static String publicKey(PrivateKey key) {
        byte[] encoded = switch (key) {
            case RSAPrivateCrtKey rsa -> spki(rsa);
            case EdDSAPrivateKey ed -> ((EdDSAPublicKey) ed.getPublicKey()).getPointEncoding();
            default -> throw new IllegalStateException("No DKIM key: " + key.getAlgorithm());
        };
        return Base64.getEncoder().encodeToString(encoded);
    }

    private static byte[] spki(RSAPrivateCrtKey key) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param kind tells records of this kind from the others at the same name, of which there must be one */
    private static Outcome only(Optional<List<String>> texts, Predicate<String> kind, Predicate<String> right) {
        if (texts.isEmpty()) return Outcome.UNKNOWN;
        List<String> found = texts.get().stream().filter(kind).toList();
        if (found.isEmpty()) return Outcome.MISSING;
        return found.size() == 1 && right.test(found.getFirst()) ? Outcome.FOUND : Outcome.WRONG;
    }

    /** The TXT records at {@code name}; empty when DNS does not answer. */
    private static Optional<List<String>> texts(Resolver resolver, String name) {
        try {
            var lookup = new Lookup(name + ".", Type.TXT);
            lookup.setResolver(resolver);
            lookup.setCache(null);
            var records = lookup.run();
            return switch (lookup.getResult()) {
                case Lookup.SUCCESSFUL ->
                    Optional.of(Arrays.stream(records)
                            .filter(TXTRecord.class::isInstance)
                            .map(record -> String.join("", ((TXTRecord) record).getStrings()))
                            .toList());
                case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> Optional.of(List.of());
                default -> Optional.empty();
            };
        } catch (TextParseException e) {
            return Optional.empty();
        }
    }

    private void keep(String record, Outcome outcome) {
        db.sql("""
                insert into mail_dns_check (record, outcome, checked_at) values (:record, :outcome, :now)
                    on conflict (record) do update set outcome = excluded.outcome, checked_at = excluded.checked_at""")
                .param("record", record)
                .param("outcome", outcome.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What was last seen, by kind of record. */
    Map<String, Outcome> last() {
        var last = new LinkedHashMap<String, Outcome>();
        db.sql("select record, outcome from mail_dns_check order by record")
                .query((row, n) -> last.put(row.getString(1), Outcome.valueOf(row.getString(2))))
                .list();
        return last;
    }
}
