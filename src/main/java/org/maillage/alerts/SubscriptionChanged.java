package org.maillage.alerts;

import java.util.UUID;

/** A subscription ended, or concerns other calls than before. An identifier only: the registry keeps events in a table. */
record SubscriptionChanged(UUID subscription) {}
