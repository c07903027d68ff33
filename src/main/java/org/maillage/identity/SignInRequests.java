package org.maillage.identity;

import jakarta.annotation.PreDestroy;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.maillage.kernel.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Treats requests for a link after they were answered, so that the time of an answer tells nothing about the address.
 * Two threads and a bounded queue: a flood of requests takes no connection from readers. A request lost with its node
 * costs its author a second click.
 */
@Component
class SignInRequests {
    private static final Logger log = LoggerFactory.getLogger(SignInRequests.class);
    private final SigningIn signingIn;
    private final ThreadPoolExecutor later = new ThreadPoolExecutor(
            2,
            2,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(1_000),
            Thread.ofPlatform().daemon().name("sign-in-", 1).factory());

    SignInRequests(SigningIn signingIn) {
        this.signingIn = signingIn;
        later.allowCoreThreadTimeOut(true);
    }

    /** Returns at once, whatever the address. */
    void take(EmailAddress email, String way, Locale language) {
        try {
            later.execute(() -> treat(email, way, language));
        } catch (RejectedExecutionException e) {
            log.warn("Sign-in requests come faster than they are treated: one was dropped");
        }
    }

    private void treat(EmailAddress email, String way, Locale language) {
        try {
            signingIn.sendLink(email, way, language);
        } catch (RuntimeException e) {
            log.error("A sign-in link could not be sent", e);
        }
    }

    @PreDestroy
    void end() throws InterruptedException {
        later.shutdown();
        if (!later.awaitTermination(5, TimeUnit.SECONDS)) later.shutdownNow();
    }
}
