package org.maillage.notifications;

/** What modules tell members. Part of the caller's transaction: what is rolled back is never told. */
public interface Notifications {
    /** Queues {@code notification}; told once, however often it is said. */
    void tell(Notification notification);

    /** Forgets what is not told yet, for everyone: it was dealt with, or no longer holds. */
    void withdraw(String key);
}
