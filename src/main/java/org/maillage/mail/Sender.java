package org.maillage.mail;

import org.springframework.stereotype.Component;

/** Takes letters from the queue to the mail server. */
@Component
class Sender {
    /** Says that letters of this priority were just committed. */
    void wake(Priority priority) {}
}
