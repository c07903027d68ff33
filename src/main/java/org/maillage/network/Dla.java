package org.maillage.network;

import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.DlaId;

/**
 * A <i>dispositif local d'accompagnement</i>: the support scheme of one department, carried by a host.
 *
 * @param branch the part of the host that carries it, empty when the host has one place only
 * @param since first year
 * @param about the DLA in its own words, Markdown
 */
public record Dla(
        DlaId id,
        String name,
        DepartmentCode department,
        String departmentName,
        Host host,
        String branch,
        int since,
        String about,
        String email,
        String phone,
        String address) {

    /** Address of its public page. */
    public String path() {
        return "/reseau/" + id.slug();
    }
}
