package org.maillage.network;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Optional;
import org.maillage.web.SiteIdentity;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The network's profile, read at most once a minute: every page shows its name. */
@Component
@DependsOn("networkLoader")
public class Profile implements SiteIdentity {
    private final LoadingCache<Boolean, Optional<NetworkProfile>> cache;

    Profile(JdbcClient db, JsonMapper json) {
        cache = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofMinutes(1))
                .build(one -> db.sql("select * from network_profile")
                        .query((row, n) -> new NetworkProfile(
                                row.getString("name"),
                                row.getString("region"),
                                row.getString("centre"),
                                row.getString("centre_host"),
                                row.getString("centre_about"),
                                row.getString("email"),
                                row.getString("phone"),
                                row.getString("address"),
                                json.readValue(row.getString("legal"), NetworkProfile.Legal.class)))
                        .optional());
    }

    /** @throws IllegalStateException before the network's rows are loaded */
    public NetworkProfile get() {
        return cache.get(true).orElseThrow(() -> new IllegalStateException("No network is loaded"));
    }

    @Override
    public String siteName() {
        return cache.get(true).map(NetworkProfile::name).orElse("Maillage");
    }
}
