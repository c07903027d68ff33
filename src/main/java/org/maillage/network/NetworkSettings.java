package org.maillage.network;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which network this platform serves, and who may sign in first.
 *
 * @param network where the network's rows come from at the first start ({@code MAILLAGE_NETWORK}), as Spring names
 *     resources: {@code file:/etc/maillage/network.json}
 * @param facilitatorEmail address of the first facilitator, used when there is none ({@code MAILLAGE_FACILITATOR_EMAIL})
 * @param facilitatorName their name ({@code MAILLAGE_FACILITATOR_NAME})
 */
@ConfigurationProperties("maillage")
record NetworkSettings(
        @DefaultValue("classpath:networks/champagne-ardenne.json")
        String network,

        @Nullable String facilitatorEmail,
        @DefaultValue("Animation du réseau") String facilitatorName) {}
