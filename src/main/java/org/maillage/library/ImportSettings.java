package org.maillage.library;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code bin/import} was asked.
 *
 * @param folder to import; when it is set, this process imports, then ends
 * @param dla slug of the DLA that the tools are to be of; may be left out where there is only one
 * @param report where the list of refused files is written, as CSV
 * @param workers files that are on their way at once
 */
@ConfigurationProperties("maillage.import")
record ImportSettings(
        @Nullable Path folder,
        @Nullable String dla,
        @DefaultValue("import-refused.csv") Path report,
        @DefaultValue("4") int workers) {}
