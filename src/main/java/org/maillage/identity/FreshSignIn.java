package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Holds back what is {@link FreshlySignedIn} from who is not. */
@Configuration(proxyBeanMethods = false)
class FreshSignIn implements WebMvcConfigurer, HandlerInterceptor {
    private static final int AFTER_ROUTE_ACCESS = 100;
    private final MemberSessions sessions;

    FreshSignIn(MemberSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(AFTER_ROUTE_ACCESS);
    }

    /** @throws FreshSignInRequired which {@link FreshSignInController} answers */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && sensitive(method) && !sessions.fresh(request))
            throw new FreshSignInRequired();
        return true;
    }

    private static boolean sensitive(HandlerMethod method) {
        return AnnotatedElementUtils.hasAnnotation(method.getMethod(), FreshlySignedIn.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), FreshlySignedIn.class);
    }
}
