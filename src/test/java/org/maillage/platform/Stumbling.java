package org.maillage.platform;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** For {@link EventRecoveryTest}: a listener that fails as often as an event asks for. */
@Component
public class Stumbling {
    final Map<UUID, AtomicInteger> calls = new ConcurrentHashMap<>();

    /** @param failures how many times the listener fails before it does its work */
    public record Stumble(UUID id, int failures) {}

    @ApplicationModuleListener
    public void on(Stumble event) {
        int call = calls.computeIfAbsent(event.id(), id -> new AtomicInteger()).incrementAndGet();
        if (call <= event.failures()) throw new IllegalStateException("stumbles, as the test wants");
    }

    /** How often the event was given. */
    int calls(UUID id) {
        var calls = this.calls.get(id);
        return calls == null ? 0 : calls.get();
    }
}
