package org.maillage.directory;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Role;

/**
 * Someone in office, as they stand in the directory.
 *
 * @param organisation name of their DLA, partner, funder or centre; empty when they speak for none
 * @param partner whom a partner's member speaks for; null for anyone else
 * @param emailShown whether officers and the facilitator see the address; nobody else ever does
 * @param version grows at each change of the entry
 */
public record PersonEntry(
        UUID id,
        String name,
        String title,
        String email,
        Role role,
        @Nullable DlaId dla,
        String organisation,
        @Nullable String partner,
        @Nullable String funder,
        String phone,
        String about,
        boolean emailShown,
        boolean phoneShown,
        int version) {

    public String path() {
        return "/espace/annuaire/personnes/" + id;
    }
}
