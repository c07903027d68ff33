package org.maillage.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A clock that runs with the real one until a test moves it. Tests that move it put it right again: {@link #reset}. */
public final class TestClock extends Clock {
    private volatile Duration shift = Duration.ZERO;

    /** Makes it {@code instant} now. */
    public void set(Instant instant) {
        shift = Duration.between(Instant.now(), instant);
    }

    public void advance(Duration duration) {
        shift = shift.plus(duration);
    }

    public void reset() {
        shift = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(shift);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @TestConfiguration(proxyBeanMethods = false)
    public static class Configuration {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }
}
