package org.maillage.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.maillage.platform.PublicAddress;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** Speaks French and English: one pair of bundles a module, {@code i18n/<module>_fr.properties} and {@code _en}. */
@Component
public class Languages {
    private final MessageSource messages;

    Languages(MessageSource messages) {
        this.messages = messages;
    }

    /** Texts in {@code locale}; any language but English reads French. */
    public Texts in(Locale locale) {
        return new Texts(messages, locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.FRENCH);
    }

    public Texts french() {
        return in(Locale.FRENCH);
    }

    @Configuration(proxyBeanMethods = false)
    static class Bundles {
        @Bean
        MessageSource messageSource() throws IOException {
            var source = new ResourceBundleMessageSource();
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:i18n/*_fr.properties"))
                source.addBasenames(
                        "i18n/" + Objects.requireNonNull(file.getFilename()).replace("_fr.properties", ""));
            source.setDefaultEncoding("UTF-8");
            source.setFallbackToSystemLocale(false);
            return source;
        }

        @Bean
        LocaleResolver localeResolver(PublicAddress address) {
            var resolver = new CookieLocaleResolver("langue");
            resolver.setDefaultLocale(Locale.FRENCH);
            resolver.setCookieMaxAge(java.time.Duration.ofDays(365));
            resolver.setCookieSameSite("Lax");
            resolver.setCookieHttpOnly(true);
            resolver.setCookieSecure(address.secure());
            resolver.setRejectInvalidCookies(false); // a cookie of nonsense reads as French, not as an error
            return resolver;
        }
    }
}
