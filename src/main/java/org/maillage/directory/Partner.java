package org.maillage.directory;

/**
 * An actor of the territory, as it presents itself.
 *
 * @param about in its own words; everyone reads it
 * @param contact whom to ask for; with {@code email} and {@code phone} for the network and its partners only
 * @param version grows at each change of the entry
 */
public record Partner(
        String id, String name, String about, String website, String contact, String email, String phone, int version) {

    public String path() {
        return "/espace/annuaire/partenaires/" + id;
    }
}
