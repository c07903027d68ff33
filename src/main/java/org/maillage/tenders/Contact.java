package org.maillage.tenders;

/** Whom providers write to or call about a call; shown to everyone. Empty strings in an unfinished draft. */
public record Contact(String name, String email, String phone) {
    static final Contact NONE = new Contact("", "", "");
}
