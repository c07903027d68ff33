package org.maillage.notifications;

import java.time.Instant;
import java.util.List;

/** A notification in the queue. */
record Waiting(
        long id,
        String topic,
        String key,
        String message,
        List<String> arguments,
        String path,
        boolean atOnce,
        Instant createdAt,
        Instant dueAt) {}
