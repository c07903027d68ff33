package org.maillage.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Least privilege, in one place: a route is reached by whom it declares, and one that declares nobody by nobody. */
public final class RouteAccess implements HandlerInterceptor {
    private static final Logger log = LoggerFactory.getLogger(RouteAccess.class);

    /**
     * Who may reach a route.
     *
     * @param all also visitors without an account; {@code roles} is then every role
     */
    public record Declared(boolean all, Set<Role> roles) {}

    /** What {@code handler} declares on its method, else on its class; empty when it declares nothing. */
    public static Optional<Declared> declared(HandlerMethod handler) {
        for (var element : new java.lang.reflect.AnnotatedElement[] {handler.getMethod(), handler.getBeanType()}) {
            OpenTo some = AnnotatedElementUtils.findMergedAnnotation(element, OpenTo.class);
            if (some != null) return Optional.of(new Declared(false, Set.of(some.value())));
            if (AnnotatedElementUtils.hasAnnotation(element, OpenToAll.class))
                return Optional.of(new Declared(true, EnumSet.allOf(Role.class)));
        }
        return Optional.empty();
    }

    /** @throws AccessDeniedException when this visitor may not; Spring Security turns it into a sign-in or a 403 */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpRequestMethodNotSupportedException {
        // Spring answers it for every route by a handler of its own; nothing here needs it.
        if ("OPTIONS".equals(request.getMethod())) throw new HttpRequestMethodNotSupportedException("OPTIONS");
        if (handler instanceof ResourceHttpRequestHandler) return true; // style sheets, scripts, images
        if (!(handler instanceof HandlerMethod method)) throw new AccessDeniedException("undeclared handler");
        Declared declared = declared(method).orElseThrow(() -> {
            log.error("Route without declared access: {}", method.getShortLogMessage());
            return new AccessDeniedException("undeclared route");
        });
        if (declared.all()) return true;
        Member member = currentMember();
        if (member == null || !declared.roles().contains(member.role()))
            throw new AccessDeniedException("not for this role");
        return true;
    }

    static @Nullable Member currentMember() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Member member ? member : null;
    }
}
