package org.maillage.news;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.maillage.kernel.Refused;

/**
 * A page elsewhere on the web. It is checked as text and never fetched: the server visits nothing that someone typed.
 *
 * @param text address in ASCII, {@code http} or {@code https}; empty when there is none
 */
record Link(String text) {
    static final Link NONE = new Link("");
    private static final int LONGEST = 2_000;
    private static final String FIELD = "lien";
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:(?!\\d).*");
    private static final Pattern HOST =
            Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    // What mailings and social networks add: the page is the same without.
    private static final Pattern TRACKING = Pattern.compile("(utm_|mtm_|pk_)\\w+|fbclid|gclid|mc_[ce]id|xtor");

    /**
     * The link that {@code typed} means; {@code example.org/page} is forgiven its missing {@code https://}.
     *
     * @throws Refused when it is no address of a web page, or hides another host behind an {@code @}
     */
    static Link of(String typed) {
        String address = typed.strip();
        if (address.isEmpty()) return NONE;
        if (address.length() > LONGEST) throw new Refused(FIELD, "news.link.long", LONGEST);
        if (!SCHEME.matcher(address).matches()) address = "https://" + address;
        try {
            return new Link(ascii(address));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new Refused(FIELD, "news.link.invalid");
        }
    }

    private static String ascii(String address) throws URISyntaxException {
        var given = new URI(address.replace(" ", "%20").replace("|", "%7C"));
        String scheme = String.valueOf(given.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) throw new Refused(FIELD, "news.link.scheme");
        String authority = given.getRawAuthority();
        if (authority == null || authority.indexOf('@') >= 0) throw new Refused(FIELD, "news.link.invalid");
        int colon = authority.lastIndexOf(':');
        String host = IDN.toASCII(colon < 0 ? authority : authority.substring(0, colon))
                .toLowerCase(Locale.ROOT);
        String port = colon < 0 ? "" : authority.substring(colon);
        if (!HOST.matcher(host).matches() || host.indexOf('.') < 0 || !port.matches("(:\\d{1,5})?"))
            throw new Refused(FIELD, "news.link.invalid");
        String rest = address.substring(address.indexOf("//") + 2 + authority.length());
        String text =
                new URI(scheme + "://" + host + port + rest.replace(" ", "%20").replace("|", "%7C")).toASCIIString();
        if (text.length() > LONGEST) throw new Refused(FIELD, "news.link.long", LONGEST);
        return text;
    }

    /** The same for every spelling of one page: without scheme, {@code www.}, fragment, tracking and closing slash. */
    String key() {
        if (text.isEmpty()) return "";
        URI uri = URI.create(text);
        String host = uri.getRawAuthority().replaceFirst("^www\\.", "").replaceFirst(":(80|443)$", "");
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
        String query = uri.getRawQuery() == null
                ? ""
                : Arrays.stream(uri.getRawQuery().split("&"))
                        .filter(part -> !part.isEmpty()
                                && !TRACKING.matcher(part.split("=", 2)[0]).matches())
                        .collect(Collectors.joining("&"));
        return host + path + (query.isEmpty() ? "" : "?" + query);
    }

    /** What stands before the reader's eyes: {@code example.org}. */
    String site() {
        return text.isEmpty() ? "" : IDN.toUnicode(URI.create(text).getHost()).replaceFirst("^www\\.", "");
    }
}
