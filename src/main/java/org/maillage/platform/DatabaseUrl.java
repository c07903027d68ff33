package org.maillage.platform;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A PostgreSQL address as hosts hand it out, translated to what the JDBC driver takes.
 *
 * @param jdbc {@code jdbc:postgresql://host:port/name?parameters}
 * @param user empty when the address names none
 * @param password empty when the address names none
 */
record DatabaseUrl(String jdbc, String user, String password) {

    /** @throws IllegalArgumentException when {@code text} is no PostgreSQL address; the text itself is not repeated, it may hold a password */
    static DatabaseUrl parse(String text) {
        if (text.startsWith("jdbc:postgresql:")) return new DatabaseUrl(text, "", "");
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("MAILLAGE_DATABASE_URL is not a valid address");
        }
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme()))
            throw new IllegalArgumentException("MAILLAGE_DATABASE_URL must start with postgresql://");
        String[] account = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseUrl(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                decode(account[0]),
                account.length > 1 ? decode(account[1]) : "");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
