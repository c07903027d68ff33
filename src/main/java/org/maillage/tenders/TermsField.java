package org.maillage.tenders;

import java.util.Arrays;
import java.util.Optional;

/** The parts of a call's terms, in the order of the form; what is compared, merged and amended is one of these. */
public enum TermsField {
    KIND("kind", 20),
    TITLE("title", 200),
    NAMED("named", 10),
    BENEFICIARY("beneficiary", 500),
    DEPARTMENTS("departments", 0),
    DOMAINS("domains", 0),
    CONTEXT("context", 20_000),
    OBJECTIVES("objectives", 20_000),
    DELIVERABLES("deliverables", 20_000),
    DAYS("days", 20),
    BUDGET("budget", 20),
    STARTS_ON("startsOn", 20),
    ENDS_ON("endsOn", 20),
    CRITERIA("criteria", 0),
    HOW_TO_ANSWER("howToAnswer", 20_000),
    QUESTIONS_UNTIL("questionsUntil", 30),
    CLOSES_AT("closesAt", 30),
    CONTACT_NAME("contactName", 120),
    CONTACT_EMAIL("contactEmail", 254),
    CONTACT_PHONE("contactPhone", 40);

    private final String form;
    private final int most;

    TermsField(String form, int most) {
        this.form = form;
        this.most = most;
    }

    /** Name of the form's field, also the one that amendments keep. */
    public String form() {
        return form;
    }

    /** The most characters that it may hold; 0 for a list of choices. */
    public int most() {
        return most;
    }

    /** Whether it is typed as one value, rather than chosen or listed. */
    boolean single() {
        return most > 0;
    }

    /** Whether it is a long text in Markdown. */
    public boolean prose() {
        return most == 20_000;
    }

    public static Optional<TermsField> of(String form) {
        return Arrays.stream(values()).filter(f -> f.form.equals(form)).findFirst();
    }
}
