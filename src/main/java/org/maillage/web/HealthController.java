package org.maillage.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.maillage.kernel.NotFound;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Health for whoever stands in front: one word, no detail. Details and metrics are on the management port, which only
 * this machine reaches. The answer is kept for a second, since anyone may ask it.
 */
@RestController
@RequestMapping("/actuator/health")
@OpenToAll
class HealthController {
    private final LoadingCache<String, Optional<ResponseEntity<Map<String, String>>>> answers;

    HealthController(HealthEndpoint health, HttpCodeStatusMapper codes) {
        answers = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofSeconds(1))
                .build(group -> Optional.ofNullable(group.isEmpty() ? health.health() : health.healthForPath(group))
                        .map(descriptor -> answer(descriptor, codes)));
    }

    @GetMapping
    ResponseEntity<Map<String, String>> all() {
        return of("");
    }

    /** @param group {@code liveness}: restart me otherwise; {@code readiness}: send me visitors */
    @GetMapping("/{group:liveness|readiness}")
    ResponseEntity<Map<String, String>> group(@PathVariable String group) {
        return of(group);
    }

    private ResponseEntity<Map<String, String>> of(String group) {
        return answers.get(group).orElseThrow(() -> new NotFound("health group"));
    }

    private static ResponseEntity<Map<String, String>> answer(HealthDescriptor descriptor, HttpCodeStatusMapper codes) {
        var status = descriptor.getStatus();
        return ResponseEntity.status(codes.getStatusCode(status))
                .cacheControl(CacheControl.noStore())
                .body(Map.of("status", status.getCode()));
    }
}
