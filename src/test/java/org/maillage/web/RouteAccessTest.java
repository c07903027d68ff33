package org.maillage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Least privilege: lists every route and who may reach it. */
@MaillageTest
class RouteAccessTest {
    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Test
    void every_route_says_who_may_reach_it() {
        var routes = mappings.stream()
                .flatMap(m -> m.getHandlerMethods().entrySet().stream())
                .toList();
        assertThat(routes).as("routes found").hasSizeGreaterThan(1);
        assertThat(routes)
                .allSatisfy(route -> assertThat(RouteAccess.declared(route.getValue()))
                        .as("access declared on %s", route.getValue())
                        .isPresent());
    }
}
