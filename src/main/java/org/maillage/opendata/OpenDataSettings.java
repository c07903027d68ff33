package org.maillage.opendata;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the network signs its open data.
 *
 * @param ocidPrefix the prefix that the Open Contracting Partnership gave to the publisher ({@code MAILLAGE_OCID_PREFIX});
 *     the default belongs to nobody and says that none was asked for yet
 * @param licence address of the licence of the data
 */
@ConfigurationProperties("maillage")
record OpenDataSettings(
        @DefaultValue("ocds-000000") String ocidPrefix,

        @DefaultValue("https://www.etalab.gouv.fr/licence-ouverte-open-licence/")
        String licence) {}
