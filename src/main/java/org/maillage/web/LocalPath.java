package org.maillage.web;

/** A way back that stands in an address: only ever a page of this site, whatever an attacker wrote there. */
public final class LocalPath {
    private LocalPath() {}

    /** {@code typed} when it is a path of this site, else the home page. */
    public static String of(String typed) {
        boolean local = typed.startsWith("/")
                && !typed.startsWith("//")
                && typed.chars().noneMatch(c -> c == '\\' || c < ' ' || c == 0x7f)
                && typed.length() <= 2000;
        // Braces would be read as URI template variables by the redirection.
        return local && typed.indexOf('{') < 0 && typed.indexOf('}') < 0 ? typed : "/";
    }
}
