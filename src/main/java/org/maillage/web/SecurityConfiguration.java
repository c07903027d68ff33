package org.maillage.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.maillage.platform.PublicAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Headers, CSRF and sessions. Who may reach which route is said on the route itself: {@link RouteAccess}. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    // Nothing inline, nothing from elsewhere; data: images are those that the style sheet of Pico carries.
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** A reader's own mail server posts the one-click unsubscription of RFC 8058: it can hold no CSRF token. */
    static final String[] ONE_CLICK = {"/alertes/desinscription/*", "/notifications/arret/*", "/actualites/lettre/fin/*"
    };

    /** The form token stands in a cookie of its own, so that forms open to all need no session. */
    @Bean
    CsrfTokenRepository formTokens(PublicAddress address) {
        var csrf = CookieCsrfTokenRepository.withHttpOnlyFalse();
        csrf.setCookieName("maillage_csrf");
        csrf.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(address.secure()).sameSite("Lax"));
        return csrf;
    }

    /** @param members who is signed in; {@code identity} knows */
    @Bean
    SecurityFilterChain security(
            HttpSecurity http, CsrfTokenRepository formTokens, SecurityContextRepository members, PublicAddress address)
            throws Exception {
        String own = String.valueOf(address.publicUrl().getAuthority());
        return http.authorizeHttpRequests(routes -> routes.anyRequest().permitAll())
                .csrf(c -> c.csrfTokenRepository(formTokens).ignoringRequestMatchers(ONE_CLICK))
                .securityContext(context -> context.securityContextRepository(members))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.IF_REQUIRED))
                .requestCache(cache -> cache.disable()) // the way back stands in the address: no session before sign-in
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable()) // identity has its own
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                p -> p.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()"))
                        .crossOriginOpenerPolicy(p -> p.policy(
                                org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter
                                        .CrossOriginOpenerPolicy.SAME_ORIGIN)))
                .exceptionHandling(errors -> errors.authenticationEntryPoint((request, response, e) -> {
                            if (KeptForm.keep(request, own)) {
                                response.sendError(401);
                                return;
                            }
                            String way = request.getRequestURI();
                            if (request.getQueryString() != null) way += "?" + request.getQueryString();
                            boolean reading = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
                            response.sendRedirect("/connexion"
                                    + (reading
                                            ? "?suite=" + URLEncoder.encode(way, StandardCharsets.UTF_8)
                                            : "?expiree"));
                        })
                        .accessDeniedHandler((request, response, e) -> {
                            if (e instanceof CsrfException) KeptForm.keep(request, own);
                            response.sendError(403);
                        }))
                .build();
    }
}
