package org.maillage.mail;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.maillage.kernel.EmailAddress;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where every message is put. It leaves once the caller's transaction has committed, at once, and only then; the queue
 * is in PostgreSQL, so that neither a crash nor a mail server that is down loses one.
 *
 * <p>The field {@code unsubscribe}, an address of ours, gives the message {@code List-Unsubscribe} and
 * {@code List-Unsubscribe-Post} (RFC 8058); {@code unsubscribeMail}, a {@code mailto:} address, stands beside it for
 * readers that know RFC 2369 only.
 */
@Service
public class Outbox {
    private final Queue queue;
    private final Sender sender;
    private final MailIdentity identity;
    private final ReturnPath returnPath;
    private final MailFigures figures;
    private final JsonMapper json;

    Outbox(
            Queue queue,
            Sender sender,
            MailIdentity identity,
            ReturnPath returnPath,
            MailFigures figures,
            JsonMapper json) {
        this.queue = queue;
        this.identity = identity;
        this.sender = sender;
        this.returnPath = returnPath;
        this.figures = figures;
        this.json = json;
    }

    /**
     * One letter to one address. Its content is erased from the database once it has left.
     *
     * @param fields values of its places
     */
    @Transactional
    public void send(Letter letter, EmailAddress to, Map<String, String> fields) {
        queue.add(letter, to.text(), json.writeValueAsString(fields));
        wakeAfterCommit();
    }

    /**
     * One letter to every row of a query, in one statement. Called again with the same key, it adds only recipients
     * who were not among the first: nobody gets it twice.
     *
     * @param letterKey what makes this letter one, such as {@code tender/2026-51-004/published}
     * @param select returns {@code recipient_key uuid} (not null), {@code address text}, {@code fields jsonb} and
     *     {@code turn bigint}, the order of sending; parameters as {@code :name}, none beginning with {@code mail_}
     * @return how many recipients were added
     */
    @Transactional
    public int sendToAll(String letterKey, Letter letter, String select, Map<String, ?> parameters) {
        return sendToAll(letterKey, letter, queue.moment(), select, parameters);
    }

    /**
     * The same, with the moment from which on it leaves. Letters of one moment leave as one, their turns interleaved: two
     * languages of one alert, so that neither comes before the other.
     */
    @Transactional
    public int sendToAll(String letterKey, Letter letter, Instant due, String select, Map<String, ?> parameters) {
        int added = queue.addAll(letterKey, letter, due, select, parameters);
        if (added > 0) wakeAfterCommit();
        return added;
    }

    /**
     * Takes back everything that waits for one recipient of letters to many; what is being sent at this moment may still
     * arrive.
     *
     * @return how many messages will not leave
     */
    @Transactional
    public int withdraw(UUID recipientKey) {
        return queue.withdraw(recipientKey, null);
    }

    /** The same for letters whose key begins with one of {@code letterKeys}. */
    @Transactional
    public int withdraw(UUID recipientKey, Collection<String> letterKeys) {
        return letterKeys.isEmpty() ? 0 : queue.withdraw(recipientKey, letterKeys);
    }

    /** A message that waits. Its kind says what it is about, such as {@code sign-in}. */
    public record Waiting(String kind, Instant since) {}

    /** What the queue holds for one address: all that this module keeps about a person. What has left holds no address. */
    @Transactional(readOnly = true)
    public List<Waiting> waitingFor(EmailAddress address) {
        return queue.waitingFor(address);
    }

    /** How far the letter with this key has gone; all zero when there is none. */
    @Transactional(readOnly = true)
    public FanOut fanOut(String letterKey) {
        return queue.fanOut(letterKey);
    }

    /** Whether what is sent to {@link #ownAddress} is read here: it needs a listener, a mailbox, or the demonstration's catcher. */
    public boolean readsOwnAddresses() {
        return returnPath.isRead();
    }

    /** When this node last handed a message to the mail server; empty since its start. */
    public Optional<Instant> lastSentAt() {
        return Optional.ofNullable(figures.lastSent());
    }

    /** An address of the platform itself: what is sent to it comes back to the beans of type {@link IncomingMail}. */
    public EmailAddress ownAddress(String localPart) {
        return new EmailAddress(localPart + "@" + identity.domain());
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                sender.wake();
            }
        });
    }
}
