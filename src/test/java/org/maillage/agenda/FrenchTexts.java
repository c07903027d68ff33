package org.maillage.agenda;

import java.util.Locale;
import org.maillage.web.Texts;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The French texts of this module, without the platform around them. */
final class FrenchTexts {
    private FrenchTexts() {}

    static Texts all() {
        var source = new ResourceBundleMessageSource();
        source.addBasenames("i18n/agenda", "i18n/web");
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        try {
            var constructor = Texts.class.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return (Texts) constructor.newInstance(source, Locale.FRENCH);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
