package org.maillage.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route of tools, as everybody, on a tool of every kind: generated from the routes that there are, so that one more
 * route fails here until somebody says who may.
 */
@MaillageTest
class LibraryRightsTest {
    private static final String ROOT = "/espace/outils";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    MockMvc http;

    @Autowired
    ToolStories given;

    @Autowired
    Keeping keeping;

    @Autowired
    Proposing proposing;

    @Autowired
    Noting noting;

    private Member author;
    private Member other;
    private List<@Nullable Member> everybody;

    enum Thing {
        DRAFT,
        COMMON,
        VARIANT,
        BINNED
    }

    record Route(String method, String path) implements Comparable<Route> {
        @Override
        public int compareTo(Route o) {
            return (path + method).compareTo(o.path + o.method);
        }
    }

    /** A tool of {@code author}'s DLA with a file, a note of its author and, when it is common, a proposal by another DLA. */
    record Story(Tool tool, UUID slot, UUID note, UUID proposal) {}

    @BeforeEach
    void people() {
        author = given.person("marne-1");
        other = given.person("aube-1");
        everybody = new ArrayList<>();
        everybody.add(null);
        for (String account : List.of("marne-1", "aube-1", "animateur", "partenaire-1", "financeur-1"))
            everybody.add(given.person(account));
    }

    @Test
    void each_route_lets_in_exactly_whom_it_should_for_each_kind_of_tool() throws Exception {
        var wrong = new ArrayList<String>();
        int asked = 0;
        for (Route route : routes())
            for (Thing thing : route.path.contains("{") ? Thing.values() : new Thing[] {Thing.COMMON})
                for (Member who : everybody) {
                    Story story = story(thing);
                    int status = ask(route, story, who);
                    boolean in = status != 403 && status != 404 && status != 302;
                    if (in != may(route, thing, who))
                        wrong.add("%s %s, %s, %s: %d"
                                .formatted(
                                        route.method,
                                        route.path,
                                        thing,
                                        who == null ? "anonymous" : who.role() + " " + who.dla(),
                                        status));
                    if (status >= 500) wrong.add(route + " " + thing + ": " + status);
                    asked++;
                }
        assertThat(asked).isGreaterThan(400);
        assertThat(wrong).isEmpty();
    }

    private boolean may(Route route, Thing thing, @Nullable Member who) {
        if (who == null || who.role() == Role.PARTNER || who.role() == Role.FUNDER) return false;
        boolean officer = who.role() == Role.OFFICER;
        boolean mine = Writing.dla(author).equals(who.dla());
        boolean living = thing != Thing.BINNED;
        boolean reads = living || mine;
        boolean writes = living && (thing == Thing.COMMON ? officer : mine);
        boolean answers = living && mine;
        String what =
                route.method + " " + route.path.substring(ROOT.length()).replaceAll("\\{(\\w+):[^}]*\\}+", "{$1}");
        return switch (what) {
            case "GET ", "GET /zip" -> true;
            case "POST ", "GET /nouveau", "GET /corbeille" -> officer;
            case "GET /{id}",
                    "GET /{id}/versions",
                    "GET /{id}/versions/{number}",
                    "GET /{id}/comparaison",
                    "GET /{id}/fichiers/zip",
                    "GET /{id}/fichiers/{slot}/versions/{number}" -> reads;
            case "GET /{id}/fichiers/{slot}/versions/{number}/apercu" -> false; // nothing has been drawn of it
            case "POST /{id}/notes" -> living;
            case "POST /{id}/notes/{note}/retrait" -> mine;
            case "GET /{id}/modifier",
                    "POST /{id}",
                    "POST /{id}/versions/{number}/retablissement",
                    "POST /{id}/fichiers",
                    "POST /{id}/fichiers/{slot}/versions",
                    "POST /{id}/fichiers/{slot}/versions/{number}/retablissement",
                    "POST /{id}/fichiers/{slot}/sortie",
                    "POST /{id}/fichiers/{slot}/rentree",
                    "POST /{id}/fichiers/{slot}/retrait",
                    "POST /{id}/fichiers/{slot}/retour" -> writes;
            case "POST /{id}/etat", "POST /{id}/auteurs" -> answers;
            case "POST /{id}/relecture" -> answers && thing == Thing.COMMON;
            case "POST /{id}/corbeille", "POST /{id}/retour" -> mine;
            case "POST /{id}/declinaisons" -> officer && thing == Thing.COMMON;
            case "GET /{id}/mise-a-jour", "POST /{id}/mise-a-jour", "POST /{id}/propositions" ->
                writes && thing == Thing.VARIANT;
            case "GET /{id}/propositions/{proposal}" -> thing == Thing.COMMON;
            case "POST /{id}/propositions/{proposal}/accord", "POST /{id}/propositions/{proposal}/refus" ->
                answers && thing == Thing.COMMON;
            case "POST /{id}/propositions/{proposal}/retrait" ->
                thing == Thing.COMMON && Writing.dla(other).equals(who.dla());
            default -> throw new AssertionError("Say who may: " + what);
        };
    }

    private Story story(Thing thing) {
        Tool tool = switch (thing) {
            case DRAFT, BINNED -> given.draft(author, "Brouillon", "x");
            case COMMON -> given.common(author, "Commun", "x");
            case VARIANT -> given.variant(given.common(other, "Commun", "x"), author);
        };
        UUID slot = given.attached(tool, "a.txt", "a", author);
        noting.add(tool.id(), "Utile.", true, author);
        UUID note = noting.of(tool.id()).getFirst().id();
        UUID proposal = UUID.randomUUID();
        if (thing == Thing.COMMON) {
            Tool theirs = given.variant(given.now(tool), other);
            given.written(theirs, "y", other);
            proposal = proposing.propose(theirs.id(), "Mieux.", other).id();
        }
        if (thing == Thing.BINNED) keeping.bin(tool.id(), author);
        return new Story(given.now(tool), slot, note, proposal);
    }

    private TreeSet<Route> routes() {
        var routes = new TreeSet<Route>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (!handler.getBeanType().getPackageName().equals("org.maillage.library")) return;
            for (String path : info.getPatternValues())
                for (var method : info.getMethodsCondition().getMethods()) routes.add(new Route(method.name(), path));
        });
        assertThat(routes).hasSizeGreaterThan(30);
        return routes;
    }

    /** The status; a redirection counts as 302 only when it leads to the door, a refused rule as its own status. */
    private int ask(Route route, Story story, @Nullable Member who) throws Exception {
        String path = route.path
                .replace("{id}", story.tool.id().toString())
                .replace("{slot}", story.slot.toString())
                .replace("{note}", story.note.toString())
                .replace("{proposal}", story.proposal.toString())
                .replaceAll("\\{number:.*?\\}\\}", "1");
        boolean sends = route.method.equals("POST") && path.matches(".*/(fichiers|versions)");
        AbstractMockHttpServletRequestBuilder<?> request = sends
                ? MockMvcRequestBuilders.multipart(path)
                        .file(new MockMultipartFile(
                                "files", "b.txt", "text/plain", "b".getBytes(StandardCharsets.UTF_8)))
                : MockMvcRequestBuilders.request(HttpMethod.valueOf(route.method), path);
        request.with(csrf());
        if (route.method.equals("POST")) {
            request.param("version", Integer.toString(story.tool.version()))
                    .param("number", "1")
                    .param("note", "Un mot.")
                    .param("title", "Titre")
                    .param("purpose", "But")
                    .param("message", "Un mot.")
                    .param("answer", "Un mot.")
                    .param("authors", "marne")
                    .param("etat", story.tool.state() == ToolState.DRAFT ? "COMMON" : "DRAFT");
        }
        if (who != null) request.with(authentication(new TestingAuthenticationToken(who, "", List.of())));
        var response = http.perform(request).andReturn().getResponse();
        String location = String.valueOf(response.getHeader("Location"));
        return response.getStatus() == 302 && !location.startsWith("/connexion") ? 303 : response.getStatus();
    }
}
