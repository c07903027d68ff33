package org.maillage.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;
import org.maillage.platform.PublicAddress;

/**
 * Who we are to mail servers.
 *
 * @param fromName name before the address of the sender; null for the network's name
 * @param fromAddress the address that signs
 * @param domain where delivery reports and other messages to the platform arrive
 */
record MailIdentity(@Nullable String fromName, String fromAddress, String domain) {

    /** Reserved by RFC 2606: what a platform that is not on the Internet calls itself. */
    private static final String NOWHERE = "maillage.example.org";

    /** @throws IllegalStateException when {@code MAILLAGE_MAIL_FROM} is no address */
    static MailIdentity of(MailSettings settings, PublicAddress address) {
        String host = String.valueOf(address.publicUrl().getHost());
        String from = settings.mailFrom();
        if (from == null || from.isBlank()) {
            String domain = settings.mailDomain() != null ? settings.mailDomain() : named(host) ? host : NOWHERE;
            return new MailIdentity(null, "ne-pas-repondre@" + domain, domain);
        }
        try {
            var parsed = new InternetAddress(from, true);
            String own = parsed.getAddress();
            return new MailIdentity(
                    parsed.getPersonal(),
                    own,
                    settings.mailDomain() == null ? own.substring(own.lastIndexOf('@') + 1) : settings.mailDomain());
        } catch (AddressException e) {
            throw new IllegalStateException("MAILLAGE_MAIL_FROM must be an address: Name <user@host>", e);
        }
    }

    /** Whether {@code host} can stand after an @: not {@code localhost}, not a number. */
    private static boolean named(String host) {
        return host.contains(".") && Character.isLetter(host.charAt(host.length() - 1));
    }
}
