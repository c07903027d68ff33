package org.maillage.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.maillage.mail.Catcher;
import org.maillage.mail.CaughtMessage;
import org.maillage.platform.Demonstration;
import org.springframework.stereotype.Component;

/** For tests: what arrives, over real SMTP, in the mailbox of somebody who asked for a link. */
@Component
@Demonstration
class SignInMailbox {
    private static final Pattern LINK = Pattern.compile("https?://\\S+(/connexion/lien/[A-Za-z0-9_-]+)");
    private final Catcher catcher;
    private final Set<Long> read = new HashSet<>();

    SignInMailbox(Catcher catcher) {
        this.catcher = catcher;
    }

    /** Path of the link in a message that was not read before. */
    String link(String email) {
        var message = next(email);
        var link = LINK.matcher(message.text());
        assertThat(link.find()).as("a link in %s", message.text()).isTrue();
        assertThat(message.html()).contains("href=\"" + link.group() + "\"");
        return link.group(1);
    }

    /** A message that was not read before. */
    CaughtMessage next(String email) {
        var message = await().until(() -> unread(email), Optional::isPresent).orElseThrow();
        read.add(message.number());
        return message;
    }

    private Optional<CaughtMessage> unread(String email) {
        return catcher.to(email).stream()
                .filter(message -> !read.contains(message.number()))
                .findFirst();
    }
}
