package org.maillage.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.view.AbstractUrlBasedView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    private final Submission.Resolver submissions;

    WebConfiguration(Submission.Resolver submissions) {
        this.submissions = submissions;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(submissions);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RouteAccess());
    }

    /** Templates are compiled with the code; see ADR 0003. */
    @Bean
    TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(ContentType.Html);
    }

    @Bean
    ViewResolver jteViews(TemplateEngine templates, Pages pages) {
        var resolver = new UrlBasedViewResolver() {
            @Override
            protected AbstractUrlBasedView buildView(String name) throws Exception {
                var view = (JteView) super.buildView(name);
                view.use(templates, pages);
                return view;
            }
        };
        resolver.setViewClass(JteView.class);
        resolver.setOrder(0);
        return resolver;
    }
}
