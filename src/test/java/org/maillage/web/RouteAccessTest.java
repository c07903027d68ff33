package org.maillage.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.platform.Demonstration;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Routes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Least privilege: lists every route, asks each of them as everybody, and compares with what it declares. */
@MaillageTest
@ExtendWith(OutputCaptureExtension.class)
class RouteAccessTest {
    private static final Path DOCUMENT = Path.of("docs", "routes.md");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([A-Za-z]+)(?::((?:[^{}]|\\{[^{}]*\\})+))?\\}");

    @Autowired
    List<RequestMappingInfoHandlerMapping> mappings;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping ours;

    @Autowired
    MockMvc http;

    @Autowired
    RateLimits limits;

    /** One way to ask one address. */
    record Route(String method, String path, HandlerMethod handler) implements Comparable<Route> {
        @Override
        public int compareTo(Route other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : method.compareTo(other.method);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Nobody has declared who may reach this. */
    static class Forgotten {
        @org.springframework.web.bind.annotation.ResponseBody
        String secret() {
            return "secret";
        }
    }

    @BeforeEach
    void oneClientAsksAllThis() {
        limits.reset();
    }

    @Test
    void every_route_says_who_may_reach_it() {
        var routes = routes();
        assertThat(routes).as("routes found").hasSizeGreaterThan(10);
        assertThat(undeclared(routes)).isEmpty();
    }

    @Test
    void a_route_that_says_nothing_is_found_and_reached_by_nobody(CapturedOutput output) throws Exception {
        try (var opened = new Routes(ours).open(RequestMethod.GET, "/essai/oubli", new Forgotten(), "secret")) {
            assertThat(opened).isNotNull();
            assertThat(undeclared(routes())).containsExactly("GET /essai/oubli");
            for (Member visitor : everybody())
                assertThat(ask(route("GET", "/essai/oubli"), visitor)).isEqualTo(visitor == null ? 302 : 403);
        }
        assertThat(output.getAll()).contains("Route without declared access").contains("Forgotten#secret");
    }

    @Test
    void each_route_lets_in_exactly_whom_it_declares() throws Exception {
        var wrong = new ArrayList<String>();
        int asked = 0;
        for (Route route : routes())
            for (Member visitor : everybody()) {
                limits.reset();
                boolean declared = RouteAccess.declared(route.handler())
                        .map(d -> d.all() || visitor != null && d.roles().contains(visitor.role()))
                        .orElse(false);
                int status = ask(route, visitor);
                boolean refused = status == 403 || status == 302;
                String who = visitor == null ? "anonymous" : visitor.role().name();
                if (declared == refused) wrong.add(route + " as " + who + ": " + (refused ? "refused" : "let in"));
                if (status >= 500) wrong.add(route + " as " + who + ": answers " + status);
                asked++;
            }
        assertThat(asked).isGreaterThan(50);
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_list_of_routes_is_written_down() throws IOException {
        String now = document();
        if (Boolean.getBoolean("docs.write")) Files.writeString(DOCUMENT, now);
        String written = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";
        if (!written.equals(now))
            fail(
                    "%s differs from the routes. Read the change, then write it down: "
                            + "mvn test -Dtest=RouteAccessTest -Ddocs.write=true%nMissing: %s%nGone: %s",
                    DOCUMENT, lines(now, written), lines(written, now));
    }

    private static List<String> lines(String in, String notIn) {
        return in.lines().filter(line -> !notIn.contains(line)).toList();
    }

    /** Everything that can be asked here, those of the framework included. */
    private TreeSet<Route> routes() {
        var routes = new TreeSet<Route>();
        for (var mapping : mappings)
            mapping.getHandlerMethods().forEach((info, handler) -> {
                for (String method : methods(info))
                    for (String path : info.getPatternValues()) routes.add(new Route(method, path, handler));
            });
        return routes;
    }

    private Route route(String method, String path) {
        return routes().stream()
                .filter(r -> r.method().equals(method) && r.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> methods(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty()
                ? Set.of("GET", "POST")
                : methods.stream().map(Enum::name).collect(Collectors.toSet());
    }

    private static List<String> undeclared(Set<Route> routes) {
        return routes.stream()
                .filter(route -> RouteAccess.declared(route.handler()).isEmpty())
                .map(Route::toString)
                .toList();
    }

    private static List<@Nullable Member> everybody() {
        var everybody = new ArrayList<@Nullable Member>();
        everybody.add(null);
        for (Role role : Role.values())
            everybody.add(
                    new Member(UUID.randomUUID(), "Essai", role, role == Role.OFFICER ? new DlaId("marne") : null));
        return everybody;
    }

    /** The status; a redirection counts as 302 only when it leads to the door, else as 303. */
    private int ask(Route route, @Nullable Member visitor) throws Exception {
        var request = MockMvcRequestBuilders.request(HttpMethod.valueOf(route.method()), filled(route.path()))
                .with(csrf());
        if (visitor != null) request.with(authentication(new TestingAuthenticationToken(visitor, "", List.of())));
        try {
            var response = http.perform(request).andReturn().getResponse();
            String location = String.valueOf(response.getHeader("Location"));
            boolean door = location.startsWith("/connexion?suite=") || location.equals("/connexion?expiree");
            return response.getStatus() == 302 && !door ? 303 : response.getStatus();
        } catch (jakarta.servlet.ServletException e) {
            return 500; // what the container would answer
        }
    }

    /** The address with a made-up value for each variable, so that nothing real is touched. */
    private static java.net.URI filled(String path) {
        return java.net.URI.create(VARIABLE.matcher(path).replaceAll(match -> {
            if (match.group(2) != null && match.group(2).matches("[a-z-]+(\\|[a-z-]+)*"))
                return match.group(2).split("\\|")[0];
            return Map.of("reference", "1999-51-999", "slug", "nulle-part", "commune", "99999", "number", "999")
                    .getOrDefault(match.group(1), UUID.randomUUID().toString());
        }));
    }

    private String document() {
        var text = new StringBuilder("""
                # Routes, and who reaches them

                Written by `RouteAccessTest`, which also asks every one of them as everybody and fails when an answer differs.
                After a change: `mvn test -Dtest=RouteAccessTest -Ddocs.write=true`.

                Static files (`/css`, `/js`, `/img`, `/webjars`) are open to everyone. On the management port, which only this
                machine reaches: `/actuator/health` with details and `/actuator/prometheus`.

                | method | address | who |
                |---|---|---|
                """);
        for (Route route : routes())
            text.append("| ")
                    .append(route.method())
                    .append(" | `")
                    .append(route.path().replace("|", "\\|"))
                    .append("` | ")
                    .append(who(route.handler()))
                    .append(" |\n");
        return text.toString();
    }

    private static String who(HandlerMethod handler) {
        var declared = RouteAccess.declared(handler);
        if (declared.isEmpty()) return "nobody";
        String who = declared.get().all()
                ? "everyone"
                : Arrays.stream(Role.values())
                        .filter(declared.get().roles()::contains)
                        .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Demonstration.class)
                ? who + ", in demonstration only"
                : who;
    }
}
