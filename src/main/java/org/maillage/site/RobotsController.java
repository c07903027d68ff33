package org.maillage.site;

import org.maillage.platform.PublicAddress;
import org.maillage.web.OpenToAll;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /robots.txt} (RFC 9309): what search engines may read. Of a demonstration, nothing: its calls are fictional. */
@RestController
@OpenToAll
class RobotsController {
    private final String text;

    RobotsController(PublicAddress address, Environment environment) {
        text = environment.acceptsProfiles(Profiles.of("demonstration"))
                ? "User-agent: *\nDisallow: /\n"
                : """
                  User-agent: *
                  Disallow: /espace
                  Disallow: /connexion
                  Disallow: /langue/
                  Disallow: /alertes/
                  Disallow: /trouver-mon-dla?
                  Disallow: /trouver-mon-dla/
                  Disallow: /recherche

                  Sitemap: %s
                  """.formatted(address.of("/sitemap.xml"));
    }

    @GetMapping(value = "/robots.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    String robots() {
        return text;
    }
}
