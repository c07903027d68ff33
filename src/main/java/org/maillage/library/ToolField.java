package org.maillage.library;

import java.util.Locale;

/** What a tool's form asks, in the order of the page; a field is posted under its name in lower case. */
public enum ToolField {
    TITLE,
    PURPOSE,
    STEPS,
    TEXT,
    DOMAINS,
    TAGS,
    LINKS,
    LICENCE;

    public String form() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its value is a set, one element a line: two people who add to it do not contradict each other. */
    boolean set() {
        return switch (this) {
            case STEPS, DOMAINS, TAGS, LINKS -> true;
            case TITLE, PURPOSE, TEXT, LICENCE -> false;
        };
    }
}
