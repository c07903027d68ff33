package org.maillage.network;

/**
 * A commune as the finder met it.
 *
 * @param code INSEE code
 * @param met the name that was met: its own, or that of a former commune inside it
 * @param served whether a DLA of this network serves its department
 */
public record Commune(String code, String name, Department department, String met, boolean served) {

    /** Whether it was met by the name of a former commune. */
    public boolean former() {
        return !met.equals(name);
    }

    /** What tells it apart from its homonyms, and what the finder reads back: {@code Saint-Remy (88)}. */
    public String label() {
        return met + " (" + department.code() + ")";
    }
}
