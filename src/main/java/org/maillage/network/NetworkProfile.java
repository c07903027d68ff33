package org.maillage.network;

/**
 * What the network says of itself.
 *
 * @param name common name, such as « Les DLA de Champagne-Ardenne »
 * @param centre the regional resource and animation centre
 */
public record NetworkProfile(
        String name,
        String region,
        String centre,
        String centreHost,
        String centreAbout,
        String email,
        String phone,
        String address) {}
