package org.maillage.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maillage.web.Texts;

/** What a session was opened with, in two words: all that is kept of the long description that a browser gives of itself. */
public record Device(Browser browser, Platform platform) {
    static final Device UNKNOWN = new Device(Browser.OTHER, Platform.OTHER);

    public enum Browser {
        CHROME,
        EDGE,
        FIREFOX,
        OPERA,
        SAFARI,
        SAMSUNG,
        OTHER
    }

    public enum Platform {
        ANDROID,
        CHROME_OS,
        IPAD,
        IPHONE,
        LINUX,
        MAC,
        WINDOWS,
        OTHER
    }

    /** @param userAgent the header {@code User-Agent}, which the client writes as it likes */
    static Device of(@Nullable String userAgent) {
        String text = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
        return new Device(browser(text), platform(text));
    }

    /** « Firefox sur Windows ». */
    public String in(Texts t) {
        return t.localize("identity.device", t.name(browser), t.name(platform));
    }

    // Every browser says that it is those before it: the particular names come first.
    private static Browser browser(String text) {
        if (text.contains("edg/") || text.contains("edga/") || text.contains("edgios/")) return Browser.EDGE;
        if (text.contains("opr/") || text.contains("opera")) return Browser.OPERA;
        if (text.contains("samsungbrowser/")) return Browser.SAMSUNG;
        if (text.contains("firefox/") || text.contains("fxios/")) return Browser.FIREFOX;
        if (text.contains("chrome/") || text.contains("chromium/") || text.contains("crios/")) return Browser.CHROME;
        return text.contains("safari/") ? Browser.SAFARI : Browser.OTHER;
    }

    private static Platform platform(String text) {
        if (text.contains("iphone")) return Platform.IPHONE;
        if (text.contains("ipad")) return Platform.IPAD;
        if (text.contains("android")) return Platform.ANDROID;
        if (text.contains("cros ")) return Platform.CHROME_OS;
        if (text.contains("windows")) return Platform.WINDOWS;
        if (text.contains("mac os x") || text.contains("macintosh")) return Platform.MAC;
        return text.contains("linux") ? Platform.LINUX : Platform.OTHER;
    }
}
