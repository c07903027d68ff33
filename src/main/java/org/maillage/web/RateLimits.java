package org.maillage.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Limits on what anonymous forms and sign-in may be asked, by client and by address. They live in the memory of each
 * node and are forgotten with it: no table of who asked what (ADR 0006).
 */
@Component
public class RateLimits {

    /**
     * @param name what is limited, such as {@code subscribe-client}
     * @param times how often within {@code period}, spread evenly after a first burst
     */
    public record Limit(String name, int times, Duration period) {}

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofHours(24))
            .build();

    /**
     * Counts one request.
     *
     * @param key the client's address or the e-mail address concerned
     * @throws TooManyRequests when {@code limit} is reached for {@code key}
     */
    public void spend(Limit limit, String key) {
        var probe = bucket(limit, key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) throw new TooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Counts one request and says whether it is within {@code limit}: for answers that must look the same in both cases. */
    public boolean allows(Limit limit, String key) {
        return bucket(limit, key).tryConsume(1);
    }

    /** Forgets everything: for tests, which all come from one client. */
    public void reset() {
        buckets.invalidateAll();
    }

    private Bucket bucket(Limit limit, String key) {
        return buckets.get(
                limit.name() + ' ' + key,
                k -> Bucket.builder()
                        .addLimit(l -> l.capacity(limit.times()).refillGreedy(limit.times(), limit.period()))
                        .build());
    }
}
