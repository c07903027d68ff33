package org.maillage.web;

import org.apache.catalina.core.StandardHost;
import org.maillage.platform.PublicAddress;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Tomcat and the session are told beyond application.yaml. */
@Configuration(proxyBeanMethods = false)
class Container {
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> containerErrors() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host)
                host.setErrorReportValveClass(ContainerErrors.class.getName());
        });
    }

    /** Decided by the public address: a proxy that forgets a header must not make the cookie travel in clear. */
    @Bean
    DefaultCookieSerializerCustomizer sessionCookie(PublicAddress address) {
        return cookie -> cookie.setUseSecureCookie(address.secure());
    }
}
