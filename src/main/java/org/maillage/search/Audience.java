package org.maillage.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;

/**
 * Who may find an entry. Stored with it as tokens and compared inside the query: what may not be seen is never read.
 *
 * @param tokens whoever holds one of them may see it
 */
public record Audience(List<String> tokens) {
    private static final String EVERYONE = "all";

    public Audience {
        tokens = List.copyOf(tokens);
    }

    /** Visitors without an account, too. */
    public static Audience everyone() {
        return new Audience(List.of(EVERYONE));
    }

    /** Members with one of these roles. */
    public static Audience roles(Role... roles) {
        return new Audience(Arrays.stream(roles).map(Audience::token).toList());
    }

    /** The officers of one DLA, nobody else. */
    public static Audience dla(DlaId dla) {
        return new Audience(List.of(token(dla)));
    }

    /** These people too, whatever their role: who is invited. */
    public Audience andPeople(Collection<UUID> people) {
        var all = new ArrayList<>(tokens);
        people.forEach(person -> all.add(token(person)));
        return new Audience(all);
    }

    /** What {@code viewer} holds; null for a visitor without an account. */
    static List<String> heldBy(@Nullable Member viewer) {
        var tokens = new ArrayList<String>();
        tokens.add(EVERYONE);
        if (viewer != null) {
            tokens.add(token(viewer.role()));
            tokens.add(token(viewer.id()));
            if (viewer.dla() != null) tokens.add(token(viewer.dla()));
        }
        return tokens;
    }

    private static String token(Role role) {
        return "role:" + role.name();
    }

    private static String token(UUID person) {
        return "person:" + person;
    }

    private static String token(DlaId dla) {
        return "dla:" + dla.slug();
    }
}
