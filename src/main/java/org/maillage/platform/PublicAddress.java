package org.maillage.platform;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the outside world reaches the platform: links in mails and feeds begin with it.
 *
 * @param publicUrl {@code https://maillage.example.org}, without a final slash ({@code MAILLAGE_PUBLIC_URL})
 */
@ConfigurationProperties("maillage")
public record PublicAddress(
        @DefaultValue("http://localhost:8080") URI publicUrl) {

    /** Absolute address of {@code path}, which begins with a slash. */
    public String of(String path) {
        return publicUrl + path;
    }

    /** Whether browsers reach us by TLS, so that cookies may be marked secure. */
    public boolean secure() {
        return "https".equals(publicUrl.getScheme());
    }
}
