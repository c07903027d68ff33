package org.maillage.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where data is kept.
 *
 * @param databaseUrl {@code postgresql://user:password@host:port/name?parameters} or its {@code jdbc:} form
 *     ({@code MAILLAGE_DATABASE_URL}); when absent, an embedded PostgreSQL is started
 * @param data folder of the embedded database ({@code MAILLAGE_DATA})
 * @param databaseConnections most connections that this node opens
 */
@ConfigurationProperties("maillage")
public record DatabaseSettings(
        @Nullable String databaseUrl,
        @DefaultValue("data") Path data,
        @DefaultValue("20") int databaseConnections) {}
