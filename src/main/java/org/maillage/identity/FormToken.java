package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/** What tells one browser from another, signed in or not: the form token in its cookie. */
@Component
class FormToken {
    private final CsrfTokenRepository tokens;

    FormToken(CsrfTokenRepository tokens) {
        this.tokens = tokens;
    }

    /** The token of the browser that asks; empty when it has none, which no form that we check comes without. */
    String of(HttpServletRequest request) {
        var token = tokens.loadToken(request);
        return token == null ? "" : token.getToken();
    }
}
