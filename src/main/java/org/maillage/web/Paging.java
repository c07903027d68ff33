package org.maillage.web;

/**
 * A page of a longer list.
 *
 * @param number from 1
 * @param size entries a page
 * @param total entries in all
 * @param address address of the list with its filters and without its page number, such as {@code /appels-d-offres?statut=ouvert}
 */
public record Paging(int number, int size, long total, String address) {
    public Paging {
        number = Math.max(1, number);
    }

    public int offset() {
        return Math.multiplyExact(number - 1, size);
    }

    public int last() {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    /** Address of page {@code n} of the same list. */
    public String at(int n) {
        if (n == 1) return address;
        return address + (address.contains("?") ? "&" : "?") + "page=" + n;
    }
}
