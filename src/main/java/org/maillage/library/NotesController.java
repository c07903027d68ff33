package org.maillage.library;

import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.web.OpenTo;
import org.maillage.web.Submission;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** « Ce que cet outil m’a apporté ». */
@Controller
@RequestMapping("/espace/outils/{id}/notes")
@OpenTo({Role.OFFICER, Role.FACILITATOR})
class NotesController {
    private final Noting noting;
    private final ToolPages pages;

    NotesController(Noting noting, ToolPages pages) {
        this.noting = noting;
        this.pages = pages;
    }

    /** @param signature {@code non} leaves the note unsigned, which is how the form begins */
    @PostMapping
    String add(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "non") String signature,
            @AuthenticationPrincipal Member member,
            Submission form,
            Model model) {
        return form.of(
                "library.note.done",
                () -> {
                    noting.add(id, note, signature.equals("oui"), member);
                    return Tool.path(id) + "#notes";
                },
                errors -> pages.show(id, member, errors, note, model));
    }

    @PostMapping("/{note}/retrait")
    String remove(
            @PathVariable UUID id,
            @PathVariable UUID note,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        noting.remove(id, note, member);
        flash.addFlashAttribute("done", "library.note.removed");
        return "redirect:" + Tool.path(id) + "#notes";
    }
}
