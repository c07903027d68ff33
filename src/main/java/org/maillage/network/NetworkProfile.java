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
        String address,
        Legal legal) {

    /**
     * What the law wants said of a site (LCEN, article 6; GDPR, article 13).
     *
     * @param publisher who publishes it, with their legal form
     * @param director who answers for what is published
     * @param hosting name and address of who hosts it
     * @param dataContact address for questions and rights on personal data
     */
    public record Legal(String publisher, String director, String hosting, String dataContact) {}
}
