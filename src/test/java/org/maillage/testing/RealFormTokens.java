package org.maillage.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * Puts the platform's form tokens back before each test. Spring Security's {@code csrf()} for MockMvc leaves tokens kept
 * in sessions behind, in the filter that all tests share: a test over real HTTP would then meet another platform.
 */
class RealFormTokens implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext test) {
        var context = SpringExtension.getApplicationContext(test);
        var tokens = context.getBean(CsrfTokenRepository.class);
        context.getBeanProvider(SecurityFilterChain.class)
                .forEach(chain -> chain.getFilters().stream()
                        .filter(CsrfFilter.class::isInstance)
                        .forEach(filter -> ReflectionTestUtils.setField(filter, "tokenRepository", tokens)));
    }
}
