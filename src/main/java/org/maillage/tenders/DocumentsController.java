package org.maillage.tenders;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.maillage.files.Downloads;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.web.Errors;
import org.maillage.web.OpenTo;
import org.maillage.web.Submission;
import org.maillage.web.Texts;
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

/** Where officers attach documents to a draft, or add one to a published call by an amendment. */
@Controller
@OpenTo(Role.OFFICER)
@RequestMapping("/espace/appels-d-offres")
class DocumentsController {
    private static final String DRAFT = "/brouillons/{id}/documents";
    private static final String CALL = "/{reference:\\d{4}-[0-9AB]{2,3}-\\d{3,9}}/documents";
    private final Documenting documenting;
    private final Amending amending;
    private final Downloads downloads;

    DocumentsController(Documenting documenting, Amending amending, Downloads downloads) {
        this.documenting = documenting;
        this.amending = amending;
        this.downloads = downloads;
    }

    @GetMapping(DRAFT)
    String show(@PathVariable UUID id, @AuthenticationPrincipal Member member, Model model) {
        return page(documenting.draft(id, member), Errors.none(), "", model);
    }

    @PostMapping(DRAFT)
    String attach(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<MultipartFile> documents,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        return submission.of(
                "calls.documents.done",
                () -> {
                    attach(id, documents, member, submission.texts());
                    return "/espace/appels-d-offres/brouillons/" + id + "/documents";
                },
                errors -> page(documenting.draft(id, member), errors, "", model));
    }

    /** Each file on its own: a wrong one does not send the others back. */
    private void attach(UUID id, List<MultipartFile> documents, Member member, Texts texts) {
        List<MultipartFile> chosen =
                documents.stream().filter(Documenting::chosen).toList();
        if (chosen.isEmpty()) throw new Refused(Documenting.FIELD, "calls.documents.none");
        var refused = new ArrayList<String>();
        for (MultipartFile file : chosen) {
            try {
                documenting.attach(id, file, member);
            } catch (Refused e) {
                refused.add(texts.localize(e.violations().getFirst()));
            }
        }
        if (!refused.isEmpty())
            throw new Refused(Documenting.FIELD, "calls.documents.refused", String.join("\n", refused));
    }

    @PostMapping(DRAFT + "/{document}/retrait")
    String remove(
            @PathVariable UUID id,
            @PathVariable UUID document,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        documenting.remove(id, document, member);
        flash.addFlashAttribute("done", "calls.documents.removed");
        return "redirect:/espace/appels-d-offres/brouillons/" + id + "/documents";
    }

    @GetMapping(DRAFT + "/{document}")
    void download(
            @PathVariable UUID id,
            @PathVariable UUID document,
            @AuthenticationPrincipal Member member,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        TenderDocument found = documenting.of(documenting.draft(id, member)).stream()
                .filter(d -> d.id().equals(document))
                .findFirst()
                .orElseThrow(() -> new NotFound("document"));
        downloads.send(found.file(), request, response);
    }

    @GetMapping(CALL)
    String amend(@PathVariable String reference, @AuthenticationPrincipal Member member, Model model) {
        return page(amending.mine(CallController.parse(reference), member), Errors.none(), "", model);
    }

    @PostMapping(CALL)
    String amend(
            @PathVariable String reference,
            @RequestParam int version,
            @RequestParam long told,
            @RequestParam(defaultValue = "") String summary,
            @RequestParam(defaultValue = "") List<MultipartFile> documents,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        Reference call = CallController.parse(reference);
        return submission.of(
                "calls.documents.amended",
                () -> {
                    documenting.amend(call, version, documents, summary, Instant.ofEpochSecond(told), member);
                    return call.path() + "#documents";
                },
                errors -> page(amending.mine(call, member), errors, summary, model));
    }

    private String page(Tender tender, Errors errors, String summary, Model model) {
        model.addAttribute("tender", tender);
        model.addAttribute("documents", documenting.of(tender));
        model.addAttribute("errors", errors);
        model.addAttribute("summary", summary);
        if (tender.state() == TenderState.PUBLISHED) model.addAttribute("closes", documenting.deadlineAfter(tender));
        return "tenders/documents";
    }
}
