package org.maillage.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.maillage.platform.PublicAddress;
import org.springframework.mock.env.MockEnvironment;

class RobotsTest {
    @Test
    void a_real_network_is_found_by_search_engines_but_for_its_private_parts() {
        var robots =
                new RobotsController(new PublicAddress(URI.create("https://dla.example.org")), new MockEnvironment());
        assertThat(robots.robots())
                .contains("Disallow: /espace\n", "Sitemap: https://dla.example.org/sitemap.xml")
                .doesNotContain("Disallow: /\n");
    }
}
