package org.maillage.mail;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail leaves and comes back; each is {@code MAILLAGE_…} in the environment. docs/mail.md explains them.
 *
 * @param smtpUrl {@code smtp://user:password@host:587?starttls=required} or {@code smtps://…}; absent in demonstration,
 *     the platform's own catcher takes every message
 * @param smtpConnections most connections that this node keeps open
 * @param smtpRate most messages a second that this node sends; 0 for as many as the server takes
 * @param mailFrom {@code Name <address>} that signs every message; by default the network's name at the public host
 * @param mailDomain domain of return paths, where delivery reports arrive; by default that of {@code mailFrom}
 * @param bouncePort port on which the platform itself listens for delivery reports; 0 for none
 * @param bounceImapUrl {@code imaps://user:password@host/folder} where delivery reports are fetched instead
 * @param dkimSelector selector of the RSA key; its DNS name is {@code selector._domainkey.domain}
 * @param dkimKey file of the RSA private key (PEM, PKCS #8)
 * @param dkimEd25519Selector selector of the Ed25519 key
 * @param dkimEd25519Key file of the Ed25519 private key (PEM, PKCS #8)
 */
@ConfigurationProperties("maillage")
record MailSettings(
        @Nullable String smtpUrl,
        @DefaultValue("16") int smtpConnections,
        @DefaultValue("0") double smtpRate,
        @Nullable String mailFrom,
        @Nullable String mailDomain,
        @DefaultValue("0") int bouncePort,
        @Nullable String bounceImapUrl,
        @Nullable String dkimSelector,
        @Nullable Path dkimKey,
        @Nullable String dkimEd25519Selector,
        @Nullable Path dkimEd25519Key) {}
