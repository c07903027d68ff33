package org.maillage.mail;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The platform's own mail server for what comes back to it ({@code MAILLAGE_BOUNCE_PORT}): it relays nothing, takes mail
 * for its own domain only, and keeps nothing.
 */
@Component
@ConditionalOnProperty("maillage.bounce-port")
class BounceListener implements SmartLifecycle, SimpleMessageListener {
    private static final Logger log = LoggerFactory.getLogger(BounceListener.class);
    private static final int BIGGEST = 1024 * 1024; // a report quotes at most our own message
    private final int port;
    private final String domain;
    private final Arrivals arrivals;
    private @Nullable SMTPServer server;

    BounceListener(MailSettings settings, MailIdentity identity, Arrivals arrivals) {
        this.port = settings.bouncePort();
        this.domain = "@" + identity.domain();
        this.arrivals = arrivals;
    }

    @Override
    public void start() {
        if (port <= 0) return;
        server = SMTPServer.port(port)
                .hostName(domain.substring(1))
                .simpleMessageListener(this)
                .maxConnections(20)
                .maxRecipients(5)
                .connectionTimeoutMs(60_000)
                .maxMessageSize(BIGGEST)
                .build();
        server.start();
        log.info("Delivery reports are awaited on port {}", port);
    }

    @Override
    public boolean accept(String from, String recipient) {
        return recipient.regionMatches(true, recipient.length() - domain.length(), domain, 0, domain.length());
    }

    @Override
    public void deliver(String from, String recipient, InputStream data) throws IOException {
        arrivals.receive(recipient, data.readNBytes(BIGGEST));
    }

    @Override
    public void stop() {
        if (server != null) server.stop();
        server = null;
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
