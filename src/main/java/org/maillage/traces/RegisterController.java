package org.maillage.traces;

import java.util.Locale;
import org.maillage.web.BrieflyCached;
import org.maillage.web.Languages;
import org.maillage.web.OpenToAll;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /registre-des-traces}: what is kept, told to everyone. */
@Controller
@OpenToAll
@BrieflyCached
class RegisterController {
    private final TraceRegister register;
    private final Languages languages;

    RegisterController(TraceRegister register, Languages languages) {
        this.register = register;
        this.languages = languages;
    }

    @GetMapping("/registre-des-traces")
    String register(Locale locale, Model model) {
        model.addAttribute("sections", register.sections(languages.in(locale)));
        return "traces/register";
    }
}
