package org.maillage.identity;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Conditional;

/**
 * An OpenID provider whose accounts open the door too. Without an issuer nothing of it exists: no bean, no route.
 *
 * @param issuer {@code https://…}, under which the provider describes itself ({@code MAILLAGE_OIDC_ISSUER})
 * @param clientId under which the provider knows us ({@code MAILLAGE_OIDC_CLIENT_ID})
 * @param clientSecret empty for a client without secret, which PKCE alone protects ({@code MAILLAGE_OIDC_CLIENT_SECRET})
 * @param name of the organisation, on the sign-in page ({@code MAILLAGE_OIDC_NAME})
 */
@ConfigurationProperties("maillage.oidc")
@Conditional(OrganisationConfigured.class)
record OrganisationSettings(
        URI issuer,
        String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("") String name) {

    OrganisationSettings {
        if (!"https".equals(issuer.getScheme()) && !"localhost".equals(issuer.getHost()))
            throw new IllegalArgumentException("MAILLAGE_OIDC_ISSUER must begin with https://");
    }
}
