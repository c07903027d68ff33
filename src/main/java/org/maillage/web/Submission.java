package org.maillage.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * A form that was sent, as a parameter of its handler: what it asks is done and said on the next page, or the form comes
 * back with everything that was typed and what is wrong.
 */
public final class Submission {
    private final Texts texts;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    private Submission(Texts texts, HttpServletRequest request, HttpServletResponse response) {
        this.texts = texts;
        this.request = request;
        this.response = response;
    }

    /** The sentences of whoever sent it. */
    public Texts texts() {
        return texts;
    }

    /**
     * Does what the form asks.
     *
     * @param done key of the sentence that says so on the next page
     * @param act returns the address of the next page; {@link Refused} and {@link StaleVersion} bring the form back
     * @param again shows the form as it now stands, with what was typed: status 422 with the refusal's sentences, or 409
     *     with one that says that somebody else was faster
     * @return the view
     */
    public String of(String done, Supplier<String> act, Function<Errors, String> again) {
        String next;
        try {
            next = act.get();
        } catch (Refused e) {
            return again(422, Errors.of(e, texts), again);
        } catch (StaleVersion e) {
            return again(409, new Errors(Map.of("", texts.localize("web.stale"))), again);
        }
        RequestContextUtils.getOutputFlashMap(request).put("done", done);
        return "redirect:" + next;
    }

    private String again(int status, Errors errors, Function<Errors, String> again) {
        response.setStatus(status);
        return again.apply(errors);
    }

    /** Makes the parameter. */
    @Component
    static class Resolver implements HandlerMethodArgumentResolver {
        private final Languages languages;

        Resolver(Languages languages) {
            this.languages = languages;
        }

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Submission.class;
        }

        @Override
        public Submission resolveArgument(
                MethodParameter parameter,
                @org.jspecify.annotations.Nullable ModelAndViewContainer container,
                NativeWebRequest web,
                @org.jspecify.annotations.Nullable WebDataBinderFactory binders) {
            var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
            return new Submission(
                    languages.in(RequestContextUtils.getLocale(request)),
                    request,
                    Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class)));
        }
    }
}
