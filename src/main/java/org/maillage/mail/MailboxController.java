package org.maillage.mail;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maillage.kernel.NotFound;
import org.maillage.platform.Demonstration;
import org.maillage.web.OpenToAll;
import org.maillage.web.Paging;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The letters of fictional people, so that the demonstration can be followed to the end. In production none of this exists. */
@Controller
@Demonstration
@OpenToAll
@RequestMapping("/boite-aux-lettres")
class MailboxController {
    /**
     * A message was written by anyone: it runs nothing, loads nothing, and stands outside our origin. Its links open in
     * the whole window, when someone clicks.
     */
    private static final String SANDBOX = "sandbox allow-top-navigation-by-user-activation; default-src 'none'; "
            + "style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)\\]]");
    private static final int A_PAGE = 25;
    private final Catcher catcher;

    MailboxController(Catcher catcher) {
        this.catcher = catcher;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String recherche,
            @RequestParam(name = "page", defaultValue = "1") int number,
            Model model) {
        var found = catcher.search(recherche);
        String address = "/boite-aux-lettres"
                + (recherche.isBlank() ? "" : "?recherche=" + URLEncoder.encode(recherche, StandardCharsets.UTF_8));
        var paging = new Paging(Math.min(number, 10_000), A_PAGE, found.size(), address);
        model.addAttribute(
                "messages", found.stream().skip(paging.offset()).limit(A_PAGE).toList());
        model.addAttribute("paging", paging);
        model.addAttribute("search", recherche);
        return "mail/mailbox";
    }

    @GetMapping("/{number}")
    String message(@PathVariable long number, Model model) {
        var message = numbered(number);
        model.addAttribute("message", message);
        model.addAttribute("text", linked(message.text()));
        return "mail/message";
    }

    @GetMapping("/{number}/html")
    void html(@PathVariable long number, HttpServletResponse response) throws IOException {
        String html = numbered(number).html();
        int head = html.indexOf("<head>");
        int at = head < 0 ? 0 : head + "<head>".length();
        send(
                response,
                "text/html;charset=UTF-8",
                (html.substring(0, at) + "<base target=\"_top\">" + html.substring(at))
                        .getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/{number}/source")
    void source(@PathVariable long number, HttpServletResponse response) throws IOException {
        send(response, "text/plain;charset=UTF-8", numbered(number).raw());
    }

    @GetMapping("/{number}/pieces/{piece}")
    void attachment(@PathVariable long number, @PathVariable int piece, HttpServletResponse response)
            throws IOException {
        var attachments = numbered(number).attachments();
        if (piece < 0 || piece >= attachments.size()) throw new NotFound("attachment");
        response.setHeader("Content-Disposition", "attachment; filename=\"piece-" + (piece + 1) + "\"");
        send(response, "application/octet-stream", attachments.get(piece).content());
    }

    private CaughtMessage numbered(long number) {
        return catcher.numbered(number).orElseThrow(() -> new NotFound("message"));
    }

    private static void send(HttpServletResponse response, String type, byte[] body) throws IOException {
        response.setHeader("Content-Security-Policy", SANDBOX);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static List<TextRun> linked(String text) {
        var runs = new ArrayList<TextRun>();
        Matcher link = LINK.matcher(text);
        int end = 0;
        while (link.find()) {
            runs.add(new TextRun(text.substring(end, link.start()), false));
            runs.add(new TextRun(link.group(), true));
            end = link.end();
        }
        runs.add(new TextRun(text.substring(end), false));
        return runs;
    }
}
