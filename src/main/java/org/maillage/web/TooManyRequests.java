package org.maillage.web;

import java.time.Duration;

/** A limit is reached; answered 429 with the time to wait. */
public class TooManyRequests extends RuntimeException {
    private final Duration wait;

    public TooManyRequests(Duration wait) {
        super("too many requests", null, false, false);
        this.wait = wait;
    }

    public Duration waitFor() {
        return wait;
    }
}
