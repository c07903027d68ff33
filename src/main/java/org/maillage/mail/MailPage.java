package org.maillage.mail;

import org.maillage.platform.PublicAddress;
import org.maillage.web.Texts;

/** What every template of a letter is given as {@code mail}: the texts, the network's name, addresses of pages. */
public record MailPage(Texts t, String siteName, PublicAddress address) {

    /** Absolute address of {@code path}, which begins with a slash. */
    public String url(String path) {
        return address.of(path);
    }
}
