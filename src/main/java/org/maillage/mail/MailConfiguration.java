package org.maillage.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import org.maillage.platform.PublicAddress;
import org.maillage.platform.Secrets;
import org.maillage.web.SiteIdentity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    @Bean
    MailIdentity mailIdentity(MailSettings settings, PublicAddress address) {
        return MailIdentity.of(settings, address);
    }

    @Bean
    ReturnPath returnPath(
            Secrets secrets, MailIdentity identity, MailSettings settings, ObjectProvider<Catcher> catcher) {
        boolean read = settings.bouncePort() > 0
                || settings.bounceImapUrl() != null
                || (settings.smtpUrl() == null && catcher.getIfAvailable() != null);
        return new ReturnPath(secrets.signer("mail/return-path"), identity, read);
    }

    @Bean
    Dkim.Keys dkimKeys(MailSettings settings, MailIdentity identity) {
        return Dkim.Keys.read(settings, identity);
    }

    @Bean
    DnsRecords dnsRecords(MailIdentity identity, Dkim.Keys keys, JdbcClient db, Clock clock) {
        return new DnsRecords(identity, keys, MailConfiguration::machinesDns, db, clock);
    }

    /** The DNS server that this machine is told to ask; where there is none, a question gets no answer. */
    private static Resolver machinesDns() {
        var resolver = new SimpleResolver(ResolverConfig.getCurrentConfig().servers().stream()
                .findFirst()
                .orElse(new InetSocketAddress(InetAddress.getLoopbackAddress(), SimpleResolver.DEFAULT_PORT)));
        resolver.setTimeout(Duration.ofSeconds(5));
        return resolver;
    }

    @Bean
    Postmark postmark(
            Deliveries deliveries,
            MailIdentity identity,
            Dkim.Keys keys,
            SiteIdentity site,
            JsonMapper json,
            Clock clock) {
        return new Postmark(deliveries, identity, keys, site::siteName, json, clock);
    }

    @Bean
    MailFigures mailFigures(MeterRegistry meters, Clock clock) {
        return new MailFigures(meters, clock);
    }

    /** Without a mail server of its own, the demonstration sends to its catcher; production waits for one. */
    @Bean
    Sender mailSender(
            MailSettings settings,
            ObjectProvider<Catcher> catcher,
            MailIdentity identity,
            Deliveries deliveries,
            Refusals refusals,
            Postmark postmark,
            ReturnPath returnPath,
            MailFigures figures) {
        String url = settings.smtpUrl();
        return new Sender(new Sender.Parts(
                () -> {
                    if (url != null && !url.isBlank()) return SmtpUrl.parse(url);
                    var own = catcher.getIfAvailable();
                    return own == null ? null : own.url();
                },
                identity.domain(),
                settings.smtpConnections(),
                settings.smtpRate(),
                deliveries,
                refusals,
                postmark,
                returnPath,
                figures));
    }
}
