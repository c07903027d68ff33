package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/**
 * Sessions of members. A session holds a person's identifier and nothing else; who that person is today is read from
 * the network at each request. So whoever left loses access at once, a new role counts at once, and a new version of
 * the platform reads the sessions of the one before.
 */
@Component
public class MemberSessions implements SecurityContextRepository {
    // Spring Session keeps this attribute as the session's principal_name, so that SQL can end the sessions of a
    // person.
    private static final String PERSON = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

    /** How long a proof counts as fresh for what is {@link FreshlySignedIn}. */
    static final Duration FRESH = Duration.ofMinutes(10);

    private final Network network;
    private final CsrfTokenRepository formTokens;
    private final OpenSessions openSessions;
    private final Clock clock;

    MemberSessions(Network network, CsrfTokenRepository formTokens, OpenSessions openSessions, Clock clock) {
        this.network = network;
        this.formTokens = formTokens;
        this.openSessions = openSessions;
        this.clock = clock;
    }

    /** Signs {@code person} in, who has just proved who they are. */
    public void open(Person person, HttpServletRequest request, HttpServletResponse response) {
        open(person, clock.instant(), request, response);
    }

    /**
     * Signs {@code person} in. Session and form token are new: what was there before may be known to somebody else.
     *
     * @param provedAt when they proved who they are; null when nobody can tell
     */
    void open(Person person, @Nullable Instant provedAt, HttpServletRequest request, HttpServletResponse response) {
        close(request, response);
        HttpSession session = request.getSession(true);
        session.setAttribute(PERSON, person.id().toString());
        openSessions.note(session.getId(), device(request), provedAt);
    }

    /**
     * Notes that {@code person} has just proved again who they are. In a session of theirs the form token stays, so that
     * a form that waits in another window can still be sent; otherwise they are signed in.
     */
    void prove(Person person, HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session == null || !personIn(request).equals(Optional.of(person.id()))) {
            open(person, request, response);
            return;
        }
        openSessions.note(session.getId(), device(request), clock.instant());
        request.changeSessionId();
    }

    /** Whether who asks proved within {@link #FRESH} who they are. */
    boolean fresh(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                && openSessions
                        .provedAt(session.getId())
                        .filter(at -> at.isAfter(clock.instant().minus(FRESH)))
                        .isPresent();
    }

    private static Device device(HttpServletRequest request) {
        return Device.of(request.getHeader(HttpHeaders.USER_AGENT));
    }

    /** Ends the session, in the database too. */
    public void close(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) session.invalidate();
        SecurityContextHolder.clearContext();
        formTokens.saveToken(null, request, response);
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(request);
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    /** Nothing is signed in but through {@link #open}. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return personIn(request).isPresent();
    }

    private static Optional<UUID> personIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(PERSON) instanceof String id
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }

    /** Read at first use: style sheets and images ask nobody who they are for. */
    private final class Deferred implements DeferredSecurityContext {
        private final HttpServletRequest request;
        private @Nullable SecurityContext context;
        private boolean generated;

        private Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            SecurityContext known = context;
            if (known == null) {
                Optional<Member> member =
                        personIn(request).flatMap(network::person).map(Person::member);
                known = new SecurityContextImpl();
                if (member.isPresent()) {
                    var authentication = new PreAuthenticatedAuthenticationToken(member.get(), "", java.util.List.of());
                    known.setAuthentication(authentication);
                }
                generated = member.isEmpty();
                context = known;
            }
            return known;
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
