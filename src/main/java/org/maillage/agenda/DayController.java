package org.maillage.agenda;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maillage.files.Downloads;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.Violation;
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

/** What a date is prepared with: the order of the day, proposed by all and settled by the facilitator; documents. */
@Controller
@RequestMapping("/espace/agenda/{date}")
@OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
class DayController {
    private final OrderOfTheDay order;
    private final EventDocumenting documenting;
    private final Downloads downloads;
    private final MeetingController page;

    DayController(OrderOfTheDay order, EventDocumenting documenting, Downloads downloads, MeetingController page) {
        this.order = order;
        this.documenting = documenting;
        this.downloads = downloads;
        this.page = page;
    }

    @PostMapping("/ordre-du-jour")
    String propose(
            @PathVariable UUID date,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String minutes,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        return submission.of(
                "agenda.item.done",
                () -> {
                    order.propose(date, EventForm.clean(item), EventForm.clean(minutes), member);
                    return "/espace/agenda/" + date + "#ordre-du-jour";
                },
                errors -> page.page(date, errors, Map.of("item", item, "minutes", minutes), member, model));
    }

    @PostMapping("/ordre-du-jour/{item}/retrait")
    String withdraw(
            @PathVariable UUID date,
            @PathVariable UUID item,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        order.withdraw(date, item, member);
        flash.addFlashAttribute("done", "agenda.item.withdrawn");
        return "redirect:/espace/agenda/" + date + "#ordre-du-jour";
    }

    /** The items whose box is checked, by the numbers beside them; equal numbers keep their order. */
    @PostMapping("/ordre-du-jour/reglage")
    @OpenTo(Role.FACILITATOR)
    String settle(
            @PathVariable UUID date,
            @RequestParam(defaultValue = "") List<String> kept,
            @RequestParam Map<String, String> posted,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        var chosen = new ArrayList<UUID>();
        kept.stream()
                .filter(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .sorted(Comparator.comparingInt(id -> turn(posted.getOrDefault("turn-" + id, ""))))
                .forEach(id -> chosen.add(UUID.fromString(id)));
        order.settle(date, chosen, member);
        flash.addFlashAttribute("done", "agenda.settled.done");
        return "redirect:/espace/agenda/" + date + "#ordre-du-jour";
    }

    private static int turn(String typed) {
        return typed.matches("\\d{1,3}") ? Integer.parseInt(typed) : 999;
    }

    /** Each file on its own: a wrong one does not send the others back. */
    @PostMapping("/documents")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    String attach(
            @PathVariable UUID date,
            @RequestParam(defaultValue = "") List<MultipartFile> documents,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        return submission.of(
                "agenda.documents.done",
                () -> {
                    attach(date, documents, member);
                    return "/espace/agenda/" + date + "#documents";
                },
                errors -> page.page(date, errors, Map.of(), member, model));
    }

    private void attach(UUID date, List<MultipartFile> documents, Member member) {
        var wrong = new ArrayList<Violation>();
        var chosen = documents.stream().filter(f -> !f.isEmpty() || named(f)).toList();
        if (chosen.isEmpty()) throw new Refused("documents", "agenda.documents.none");
        for (MultipartFile file : chosen)
            try {
                documenting.attach(date, file, member);
            } catch (Refused e) {
                wrong.addAll(e.violations());
            }
        if (!wrong.isEmpty()) throw new Refused(wrong);
    }

    private static boolean named(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name != null && !name.isEmpty();
    }

    @PostMapping("/documents/{document}/retrait")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    String remove(
            @PathVariable UUID date,
            @PathVariable UUID document,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        documenting.remove(date, document, member);
        flash.addFlashAttribute("done", "agenda.documents.removed");
        return "redirect:/espace/agenda/" + date + "#documents";
    }

    @GetMapping("/documents/{document}")
    void download(
            @PathVariable UUID date,
            @PathVariable UUID document,
            @AuthenticationPrincipal Member member,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        downloads.send(documenting.read(date, document, member), request, response);
    }
}
