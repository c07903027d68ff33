package org.maillage.network;

/** Phone numbers as people write them: spaces, dots. */
public final class Phone {
    private Phone() {}

    /** {@code 03 53 01 00 51} as a link that a phone dials. */
    public static String link(String number) {
        return "tel:" + number.replaceAll("[^0-9+]", "");
    }
}
