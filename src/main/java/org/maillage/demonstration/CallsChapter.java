package org.maillage.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.maillage.platform.Demonstration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Three years of calls, and who is told of them. */
@Component
@Demonstration
@Order(1)
class CallsChapter implements Chapter {
    /** Older calls come without their specification, so that the first start stays short. */
    private static final Duration DOCUMENTED = Duration.ofDays(180);

    private final CallRows calls;
    private final Subscribers subscribers;
    private final Specifications specifications;

    CallsChapter(CallRows calls, Subscribers subscribers, Specifications specifications) {
        this.calls = calls;
        this.subscribers = subscribers;
        this.specifications = specifications;
    }

    @Override
    public String table() {
        return "tender";
    }

    @Override
    public void write(Instant now) {
        List<Story> stories = new Stories(now).of(Themes.read());
        Map<UUID, byte[]> pdfs = stories.parallelStream()
                .filter(story -> story.createdAt().isAfter(now.minus(DOCUMENTED)))
                .collect(Collectors.toMap(Story::id, specifications::pdf));
        calls.write(stories, pdfs);
        subscribers.write();
    }
}
