package org.maillage.library;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.maillage.files.Downloads;
import org.maillage.files.Previews;
import org.maillage.files.StoredFile;
import org.maillage.files.Uploads;
import org.maillage.files.Zips;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.Violation;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.Submission;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The files of a tool. */
@Controller
@RequestMapping("/espace/outils/{id}/fichiers")
@OpenTo(Role.OFFICER)
class ToolFilesController {
    private static final String SECTION = "#fichiers";
    private final Attaching attaching;
    private final Writing writing;
    private final ToolFiles files;
    private final ToolPages pages;
    private final Uploads uploads;
    private final Downloads downloads;
    private final Previews previews;
    private final Zips zips;
    private final Languages languages;

    ToolFilesController(
            Attaching attaching,
            Writing writing,
            ToolFiles files,
            ToolPages pages,
            Uploads uploads,
            Downloads downloads,
            Previews previews,
            Zips zips,
            Languages languages) {
        this.attaching = attaching;
        this.writing = writing;
        this.files = files;
        this.pages = pages;
        this.uploads = uploads;
        this.downloads = downloads;
        this.previews = previews;
        this.zips = zips;
        this.languages = languages;
    }

    /** Uploads that are finished, and files that come with the form itself. */
    @PostMapping
    String attach(
            @PathVariable UUID id,
            @RequestParam(name = Uploads.FIELD, defaultValue = "") List<UUID> finished,
            @RequestParam(name = Attaching.FIELD, defaultValue = "") List<MultipartFile> sent,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale,
            Model model) {
        Errors errors;
        try {
            errors = errors(attaching.receive(id, finished, sent, member), locale);
        } catch (Refused e) {
            errors = Errors.of(e, languages.in(locale));
        }
        if (!errors.isEmpty()) {
            response.setStatus(422);
            model.addAttribute("waiting", uploads.waiting(finished, member));
            return pages.show(id, member, errors, "", model);
        }
        flash.addFlashAttribute("done", "library.files.done");
        return "redirect:" + Tool.path(id) + SECTION;
    }

    /** All the sentences of one field, a line each. */
    private Errors errors(List<Violation> refused, Locale locale) {
        if (refused.isEmpty()) return Errors.none();
        var texts = languages.in(locale);
        return new Errors(
                Map.of(Attaching.FIELD, refused.stream().map(texts::localize).collect(Collectors.joining("\n"))));
    }

    /** The chosen files of a tool, all when none is chosen, as one archive. */
    @GetMapping("/zip")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    void zip(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<UUID> fichier,
            @AuthenticationPrincipal Member member,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Tool tool = writing.readable(id, member);
        var items = files.of(id).stream()
                .filter(f -> fichier.isEmpty() || fichier.contains(f.id()))
                .map(f -> new Zips.Item("", f.latest().file()))
                .toList();
        if (items.isEmpty()) throw new NotFound("file");
        zips.send(items, tool.content().title(), request, response);
    }

    /** The picture of a file's first page. */
    @GetMapping("/{slot}/versions/{number:\\d{1,6}}/apercu")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    void preview(
            @PathVariable UUID id,
            @PathVariable UUID slot,
            @PathVariable int number,
            @AuthenticationPrincipal Member member,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        previews.send(version(id, slot, number, member), request, response);
    }

    /** Any version of any file that the tool has or had. */
    @GetMapping("/{slot}/versions/{number:\\d{1,6}}")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    void download(
            @PathVariable UUID id,
            @PathVariable UUID slot,
            @PathVariable int number,
            @AuthenticationPrincipal Member member,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        downloads.send(version(id, slot, number, member), request, response);
    }

    private StoredFile version(UUID id, UUID slot, int number, Member member) {
        writing.readable(id, member);
        return files.all(id).stream()
                .filter(f -> f.id().equals(slot))
                .flatMap(f -> f.versions().stream())
                .filter(v -> v.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound("file"))
                .file();
    }

    /** @param number of the version that was on the page */
    @PostMapping("/{slot}/versions")
    String replace(
            @PathVariable UUID id,
            @PathVariable UUID slot,
            @RequestParam(defaultValue = "0") int number,
            @RequestParam(name = Uploads.FIELD, defaultValue = "") List<UUID> finished,
            @RequestParam(name = Attaching.FIELD, defaultValue = "") List<MultipartFile> sent,
            @AuthenticationPrincipal Member member,
            Submission form,
            Model model) {
        return form.of(
                "library.files.replaced",
                () -> {
                    attaching.receiveVersion(id, slot, number, finished, sent, member);
                    return Tool.path(id) + SECTION;
                },
                errors -> pages.show(id, member, errors, "", model));
    }

    @PostMapping("/{slot}/versions/{number:\\d{1,6}}/retablissement")
    String restore(
            @PathVariable UUID id,
            @PathVariable UUID slot,
            @PathVariable int number,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        attaching.restore(id, slot, number, member);
        flash.addFlashAttribute("done", "library.files.restored");
        return "redirect:" + Tool.path(id) + SECTION;
    }

    @PostMapping("/{slot}/sortie")
    String takeOut(
            @PathVariable UUID id,
            @PathVariable UUID slot,
            @AuthenticationPrincipal Member member,
            Submission form,
            Model model) {
        return form.of(
                "library.out.done",
                () -> {
                    attaching.takeOut(id, slot, member);
                    return Tool.path(id) + SECTION;
                },
                errors -> pages.show(id, member, errors, "", model));
    }

    @PostMapping("/{slot}/rentree")
    String release(
            @PathVariable UUID id,
            @PathVariable UUID slot,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        attaching.release(id, slot, member);
        flash.addFlashAttribute("done", "library.out.back");
        return "redirect:" + Tool.path(id) + SECTION;
    }

    @PostMapping("/{slot}/retrait")
    String detach(
            @PathVariable UUID id,
            @PathVariable UUID slot,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        attaching.detach(id, slot, member);
        flash.addFlashAttribute("done", "library.files.removed");
        return "redirect:" + Tool.path(id) + SECTION;
    }

    @PostMapping("/{slot}/retour")
    String reattach(
            @PathVariable UUID id,
            @PathVariable UUID slot,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        attaching.reattach(id, slot, member);
        flash.addFlashAttribute("done", "library.files.restored");
        return "redirect:" + Tool.path(id) + SECTION;
    }
}
