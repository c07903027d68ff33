package org.maillage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.platform.PublicAddress;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** What every template is given as {@code page}: the texts, who looks, where they are, and the token of their forms. */
public final class Page {
    private final Texts texts;
    private final HttpServletRequest request;
    private final @Nullable Member member;
    private final SiteIdentity identity;
    private final PublicAddress address;
    private final ResourceUrlProvider assets;
    private final boolean demonstration;
    private final @Nullable String done;
    private final List<Notice> notices;
    private boolean holdsToken;

    Page(
            Texts texts,
            HttpServletRequest request,
            @Nullable Member member,
            SiteIdentity identity,
            PublicAddress address,
            ResourceUrlProvider assets,
            boolean demonstration,
            @Nullable String done,
            List<Notice> notices) {
        this.texts = texts;
        this.request = request;
        this.member = member;
        this.identity = identity;
        this.address = address;
        this.assets = assets;
        this.demonstration = demonstration;
        this.done = done;
        this.notices = notices;
    }

    public Texts t() {
        return texts;
    }

    public String siteName() {
        return identity.siteName();
    }

    public @Nullable Member member() {
        return member;
    }

    public boolean signedInAs(Role role) {
        return member != null && member.role() == role;
    }

    public boolean demonstration() {
        return demonstration;
    }

    /** A word on what was just done, set by {@code flash.addFlashAttribute("done", "key")} before a redirection. */
    public @Nullable String done() {
        return done == null ? null : texts.localize(done);
    }

    /** What a member is to know whatever page they read; nothing for visitors without an account. */
    public List<String> notices() {
        Member reader = member;
        return reader == null
                ? List.of()
                : notices.stream()
                        .flatMap(notice -> notice.text(reader, texts).stream())
                        .toList();
    }

    /** Path of this page, without query. */
    public String path() {
        // After an error dispatch the address that the visitor asked for, not /error.
        Object asked = request.getAttribute("jakarta.servlet.error.request_uri");
        return asked instanceof String original ? original : request.getRequestURI();
    }

    /** Whether this page stands under {@code section}: its entry in the navigation is then the current one. */
    public boolean under(String section) {
        String path = path();
        return path.equals(section) || path.startsWith(section + "/");
    }

    /** Absolute canonical address of this page. */
    public String canonical() {
        return address.of(path());
    }

    /** Address that shows this same page in the other language. */
    public String otherLanguage() {
        String back = path() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        return "/langue/" + (texts.french() ? "en" : "fr") + "?retour="
                + URLEncoder.encode(back, StandardCharsets.UTF_8);
    }

    /** Address of a static file, with the digest of its content in its name. */
    public String asset(String path) {
        String digested = assets.getForLookupPath(path);
        return digested == null ? path : digested;
    }

    /** Value of the hidden field {@code _csrf}; asking for it sets the visitor's CSRF cookie. */
    public String csrf() {
        holdsToken = true;
        return ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
    }

    /** Whether every visitor without an account would be shown these same bytes. */
    boolean sameForAll() {
        return member == null && !holdsToken && done == null;
    }
}
