package org.maillage.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server answered no to one step of one message. */
final class SmtpRefusal extends Exception {
    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -](\\d)\\.(\\d{1,3})\\.(\\d{1,3})\\b");
    private final transient Step step;
    private final int code;
    private final String enhanced;

    /** Where in the dialogue. */
    enum Step {
        MAIL,
        RCPT,
        DATA,
        /** The final dot: the server has seen the whole message. */
        END
    }

    SmtpRefusal(Step step, int code, String answer) {
        super(step + " " + code, null, false, false); // the answer may name the recipient: it goes nowhere
        this.step = step;
        this.code = code;
        Matcher matcher = ENHANCED.matcher(answer);
        this.enhanced = matcher.find() ? matcher.group(1) + "." + matcher.group(2) + "." + matcher.group(3) : "";
    }

    /** Step and code, fit for a log. */
    String what() {
        return step + " " + code + (enhanced.isEmpty() ? "" : " " + enhanced);
    }

    boolean forNow() {
        return code >= 400 && code < 500;
    }

    /** Whether the server is saying that it closes, or that it takes nobody's messages now. */
    boolean ofTheServer() {
        return code == 421 || (forNow() && step == Step.MAIL);
    }

    /**
     * Whether the address itself is at fault, and not us: refused at RCPT, for another reason than policy, protocol, system
     * or content (classes 3, 5, 6, 7 of RFC 3463).
     */
    boolean ofTheAddress() {
        return step == Step.RCPT && code >= 500 && !enhanced.matches("5\\.[3567]\\..*");
    }
}
