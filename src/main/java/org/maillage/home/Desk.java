package org.maillage.home;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.web.Texts;

/**
 * What a module lays on a member's desk. Each module that has something to lay there holds one bean of this kind, and
 * answers with one SQL statement: the home page's number of statements is counted.
 */
public interface Desk {
    /** What concerns {@code member} from {@code now} on. */
    Laid of(Member member, Texts t, Instant now);

    /**
     * @param needs what waits for this member and nobody else can do, most pressing first
     * @param dates what comes in the next weeks, the nearest first
     */
    record Laid(List<Need> needs, List<Coming> dates) {
        public static final Laid NOTHING = new Laid(List.of(), List.of());
    }

    /**
     * @param text one sentence that says what to do, in the member's language
     * @param by until when (UTC); null when there is no hurry
     */
    record Need(String text, String path, @Nullable Instant by) {}

    /**
     * @param text what it is, in the member's language
     * @param at when it begins or ends (UTC)
     */
    record Coming(String text, String path, Instant at) {}
}
