package org.maillage.network;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network as a JSON file, such as {@code networks/champagne-ardenne.json}: what the loader turns into rows.
 *
 * @param rules replaces defaults of {@link NetworkRules}, by name; may be absent
 */
record NetworkFile(
        NetworkProfile profile,
        List<Host> hosts,
        List<DlaRow> dlas,
        List<Supporter> funders,
        List<Supporter> partners,
        List<Milestone> history,
        @Nullable Map<String, Integer> rules) {

    /** A DLA as typed: the names of its department and its host stand elsewhere. */
    record DlaRow(
            String id,
            String name,
            String department,
            String host,
            String branch,
            int since,
            String about,
            String email,
            String phone,
            String address) {}

    /** Someone in office; the address is {@code account@example.org} when none is given. */
    record PersonRow(
            String account,
            String name,
            String title,
            @Nullable String email,
            String role,
            @Nullable String dla) {}
}
