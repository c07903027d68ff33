package org.maillage.library;

import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.web.OpenTo;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a tool was: its versions, any two of them compared, an earlier one brought back. */
@Controller
@RequestMapping("/espace/outils/{id}")
@OpenTo({Role.OFFICER, Role.FACILITATOR})
class VersionsController {
    private final Reading reading;
    private final Writing writing;

    VersionsController(Reading reading, Writing writing) {
        this.reading = reading;
        this.writing = writing;
    }

    @GetMapping("/versions")
    String versions(@PathVariable UUID id, @AuthenticationPrincipal Member member, Model model) {
        Tool tool = writing.readable(id, member);
        model.addAttribute("tool", tool);
        model.addAttribute("versions", reading.versions(id));
        model.addAttribute("files", reading.allFiles(id));
        model.addAttribute("names", reading.names());
        model.addAttribute("writes", tool.writtenBy(member));
        return "library/versions";
    }

    @GetMapping("/versions/{number:\\d{1,6}}")
    String version(
            @PathVariable UUID id, @PathVariable int number, @AuthenticationPrincipal Member member, Model model) {
        Tool tool = writing.readable(id, member);
        model.addAttribute("tool", tool);
        model.addAttribute("version", reading.version(id, number));
        model.addAttribute("files", reading.allFiles(id));
        model.addAttribute("names", reading.names());
        model.addAttribute("writes", tool.writtenBy(member));
        return "library/version";
    }

    @GetMapping("/comparaison")
    String compare(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int de,
            @RequestParam(defaultValue = "0") int a,
            @AuthenticationPrincipal Member member,
            Model model) {
        Tool tool = writing.readable(id, member);
        int to = a == 0 ? tool.version() : a;
        int from = de == 0 ? Math.max(1, to - 1) : de;
        model.addAttribute("comparison", reading.compare(id, Math.min(from, to), Math.max(from, to), member));
        model.addAttribute("files", reading.allFiles(id));
        model.addAttribute("names", reading.names());
        model.addAttribute("versions", tool.version());
        return "library/comparison";
    }

    @PostMapping("/versions/{number:\\d{1,6}}/retablissement")
    @OpenTo(Role.OFFICER)
    String restore(
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestParam(defaultValue = "0") int version,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        writing.restore(id, version, number, member);
        flash.addFlashAttribute("done", "library.restored");
        return "redirect:" + Tool.path(id);
    }
}
