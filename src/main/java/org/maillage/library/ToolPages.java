package org.maillage.library;

import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.web.Errors;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Shows the page of a tool, whichever controller has a word to say on it. */
@Component
class ToolPages {
    private final Reading reading;

    ToolPages(Reading reading) {
        this.reading = reading;
    }

    /** @param typed what was typed into the form that has errors, to be kept */
    String show(UUID id, Member reader, Errors errors, String typed, Model model) {
        ToolPage shown = reading.page(id, reader);
        model.addAttribute("shown", shown);
        model.addAttribute("errors", errors);
        model.addAttribute("typed", typed);
        return shown.tool().deleted() ? "library/binned" : "library/tool";
    }
}
