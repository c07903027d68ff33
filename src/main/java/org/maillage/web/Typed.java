package org.maillage.web;

/** What people type, as it is kept: without what a browser, a word processor or an attacker put between the letters. */
public final class Typed {
    private Typed() {}

    /** Line ends as one character, no control character, which PostgreSQL would refuse, nothing around. */
    public static String text(String typed) {
        return typed.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "")
                .strip();
    }

    /** The same on one line; characters that turn the reading direction are taken out, for they hide what a title says. */
    public static String line(String typed) {
        return text(typed)
                .replaceAll("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
