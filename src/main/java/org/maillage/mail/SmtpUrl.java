package org.maillage.mail;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The mail server that takes our messages.
 *
 * @param tls what protects the connection
 * @param user empty when the server asks for none
 */
record SmtpUrl(String host, int port, Tls tls, String user, String password) {
    enum Tls {
        /** Only for a server on this machine or on a network of ours. */
        NONE,
        /** STARTTLS when the server offers it. */
        OFFERED,
        /** STARTTLS, or no message at all. */
        REQUIRED,
        /** TLS from the first byte ({@code smtps}). */
        IMPLICIT
    }

    /**
     * Reads {@code smtp://user:password@host:587?starttls=required} (or {@code offered}, the default, or {@code no}) and
     * {@code smtps://…}.
     *
     * @throws IllegalArgumentException when {@code text} is no such address; it is not repeated, it may hold a password
     */
    static SmtpUrl parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("MAILLAGE_SMTP_URL is not a valid address");
        }
        boolean implicit = "smtps".equals(uri.getScheme());
        if ((!implicit && !"smtp".equals(uri.getScheme())) || uri.getHost() == null)
            throw new IllegalArgumentException("MAILLAGE_SMTP_URL must be smtp://host or smtps://host");
        Tls tls = implicit ? Tls.IMPLICIT : tls(uri.getQuery());
        int port = uri.getPort() >= 0 ? uri.getPort() : implicit ? 465 : 25;
        String[] account = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
        return new SmtpUrl(uri.getHost(), port, tls, decode(account[0]), account.length > 1 ? decode(account[1]) : "");
    }

    private static Tls tls(@org.jspecify.annotations.Nullable String query) {
        if (query == null || query.equals("starttls=offered")) return Tls.OFFERED;
        return switch (query) {
            case "starttls=required" -> Tls.REQUIRED;
            case "starttls=no" -> Tls.NONE;
            default -> throw new IllegalArgumentException("MAILLAGE_SMTP_URL takes starttls=required, offered or no");
        };
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the account, fit for a log. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
