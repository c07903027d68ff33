package org.maillage.files;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What looking into documents may cost.
 *
 * @param memory heap of a process apart, in megabytes ({@code MAILLAGE_READING_MEMORY})
 * @param seconds longest time for the text or the picture of one document ({@code MAILLAGE_READING_SECONDS})
 * @param checkSeconds longest time for checking one document as it comes in ({@code MAILLAGE_READING_CHECK_SECONDS})
 * @param checks how many documents may be checked at once, each in a process of its own ({@code MAILLAGE_READING_CHECKS})
 */
@ConfigurationProperties("maillage.reading")
record ReadingSettings(
        @DefaultValue("192") int memory,
        @DefaultValue("60") int seconds,
        @DefaultValue("20") int checkSeconds,
        @DefaultValue("2") int checks) {
    ReadingSettings {
        if (memory < 64 || seconds < 1 || checkSeconds < 1 || checks < 1)
            throw new IllegalArgumentException("maillage.reading: at least 64 MB, 1 second, 1 check");
    }

    Duration longest() {
        return Duration.ofSeconds(seconds);
    }

    Duration longestCheck() {
        return Duration.ofSeconds(checkSeconds);
    }
}
