package org.maillage.files;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What reading a document may cost.
 *
 * @param memory heap of a process apart, in megabytes ({@code MAILLAGE_READING_MEMORY})
 * @param seconds longest time for the text or the picture of one document ({@code MAILLAGE_READING_SECONDS})
 * @param checkSeconds longest time for checking one document as it comes in ({@code MAILLAGE_READING_CHECK_SECONDS})
 */
@ConfigurationProperties("maillage.reading")
record ReadingSettings(
        @DefaultValue("192") int memory,
        @DefaultValue("60") int seconds,
        @DefaultValue("20") int checkSeconds) {

    Duration longest() {
        return Duration.ofSeconds(seconds);
    }

    Duration longestCheck() {
        return Duration.ofSeconds(checkSeconds);
    }
}
