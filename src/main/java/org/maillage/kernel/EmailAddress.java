package org.maillage.kernel;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address that a message can really be sent to: one mailbox, no display name, no comment, no control character.
 *
 * @param text local part as given, domain in lower case and ASCII (IDNA)
 */
public record EmailAddress(String text) {
    // The dot-string form of RFC 5321 section 4.1.2; quoted local parts exist in theory and as attacks.
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    public EmailAddress {
        int at = text.lastIndexOf('@');
        if (at < 1 || at > 64 || text.length() > 254) throw new Refused("email", "email.invalid");
        String local = text.substring(0, at);
        String domain;
        try {
            domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new Refused("email", "email.invalid");
        }
        if (!LOCAL.matcher(local).matches() || !DOMAIN.matcher(domain).matches())
            throw new Refused("email", "email.invalid");
        text = local + "@" + domain;
    }

    /** @throws Refused on the field {@code email} when {@code typed} is no address; white space around it is forgiven */
    public static EmailAddress of(String typed) {
        return new EmailAddress(typed.strip());
    }

    /** The form by which two spellings of one mailbox are compared: lower case throughout. */
    public String canonical() {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "EmailAddress"; // an address never reaches a log by accident
    }
}
