package org.maillage.mail;

import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Looks once a day whether the DNS says what lets others trust our mail: SPF, DKIM, DMARC. What was last seen is kept for
 * the health page, which never waits for DNS; where there is no DNS the answer is unknown, which is no fault.
 */
class DnsRecords {
    private final MailIdentity identity;
    private final Dkim.Keys keys;
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

    DnsRecords(MailIdentity identity, Dkim.Keys keys, JdbcClient db, Clock clock) {
        this.identity = identity;
        this.keys = keys;
        this.db = db;
        this.clock = clock;
    }

    /** Asks the DNS and keeps what it says. */
    void check() {
        String sender = keys.domain();
        keep("SPF", only(texts(identity.domain()), text -> text.equals("v=spf1") || text.startsWith("v=spf1 ")));
        keep("DMARC", only(texts("_dmarc." + sender), text -> text.startsWith("v=DMARC1")));
        keep("DKIM", dkim());
    }

    private Outcome dkim() {
        if (keys.none()) return Outcome.MISSING; // unsigned: a relay may sign, and this platform cannot know
        Outcome worst = Outcome.FOUND;
        for (String selector : new String[] {
            keys.rsa() == null ? null : keys.selector(), keys.ed25519() == null ? null : keys.edSelector()
        }) {
            if (selector == null) continue;
            Outcome one = only(
                    texts(selector + "._domainkey." + keys.domain()),
                    text -> text.matches("(?s).*\\bp=[A-Za-z0-9+/].*"));
            if (one != Outcome.FOUND) worst = one;
        }
        return worst;
    }

    private static Outcome only(java.util.Optional<List<String>> texts, Predicate<String> right) {
        if (texts.isEmpty()) return Outcome.UNKNOWN;
        long found = texts.get().stream().filter(right).count();
        return found == 1 ? Outcome.FOUND : found == 0 ? Outcome.MISSING : Outcome.WRONG;
    }

    /** The TXT records at {@code name}; empty when DNS does not answer. */
    private static java.util.Optional<List<String>> texts(String name) {
        try {
            Resolver resolver = new SimpleResolver();
            resolver.setTimeout(Duration.ofSeconds(5));
            var lookup = new Lookup(name, Type.TXT);
            lookup.setResolver(resolver);
            lookup.setCache(null);
            var records = lookup.run();
            return switch (lookup.getResult()) {
                case Lookup.SUCCESSFUL ->
                    java.util.Optional.of(java.util.Arrays.stream(records)
                            .filter(TXTRecord.class::isInstance)
                            .map(record -> String.join("", ((TXTRecord) record).getStrings()))
                            .toList());
                case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> java.util.Optional.of(List.of());
                default -> java.util.Optional.empty();
            };
        } catch (UnknownHostException | TextParseException e) {
            return java.util.Optional.empty();
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
