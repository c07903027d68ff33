package org.maillage.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** The headers of answers that never went through Spring Security: what the container itself refused. */
final class SecurityHeaders {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            SecurityConfiguration.CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private SecurityHeaders() {}

    /** Adds those that are missing. */
    static void complete(HttpServletResponse response) {
        HEADERS.forEach((name, value) -> {
            if (!response.containsHeader(name)) response.setHeader(name, value);
        });
    }
}
