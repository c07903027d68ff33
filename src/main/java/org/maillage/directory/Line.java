package org.maillage.directory;

import java.util.List;

/**
 * One line of the directory, as one reader may see it.
 *
 * @param detail an organisation, a title, the beginning of a presentation: what tells it apart
 * @param email empty when there is none, or not for this reader; so is {@code phone}
 * @param path its page
 * @param departments INSEE codes; none means no department in particular
 * @param domains names of {@code tenders.Domain}
 */
public record Line(
        Sort sort,
        String id,
        String name,
        String detail,
        String email,
        String phone,
        String website,
        String path,
        List<String> departments,
        List<String> domains) {
    public Line {
        departments = List.copyOf(departments);
        domains = List.copyOf(domains);
    }

    /** What a line is about. */
    public enum Sort {
        DLA("dla"),
        PERSON("personnes"),
        PARTNER("partenaires"),
        FUNDER("financeurs"),
        PROVIDER("prestataires");

        private final String word;

        Sort(String word) {
            this.word = word;
        }

        /** As it stands in an address. */
        public String word() {
            return word;
        }
    }
}
