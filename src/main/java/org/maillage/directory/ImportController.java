package org.maillage.directory;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.directory.ImportPlan.State;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.Paging;
import org.maillage.web.Texts;
import org.springframework.http.ResponseEntity;
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

/** {@code /espace/annuaire/import}: a table of providers, seen before it is written. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR})
@RequestMapping("/espace/annuaire/import")
class ImportController {
    private static final String PATH = "/espace/annuaire/import";
    private static final int SIZE = 50;
    private final ImportingProviders importing;
    private final Imports imports;
    private final Languages languages;

    ImportController(ImportingProviders importing, Imports imports, Languages languages) {
        this.importing = importing;
        this.imports = imports;
        this.languages = languages;
    }

    @GetMapping
    String form(Model model) {
        return form(Errors.none(), model);
    }

    /** An empty table with the headings, and one line as an example. */
    @GetMapping("/modele.{format:csv|ods}")
    ResponseEntity<byte[]> model(@PathVariable String format) {
        var rows = List.of(
                Column.headings(),
                List.of(
                        "Atelier Valoris (exemple)",
                        "Prénom Nom",
                        "contact@valoris.example.org",
                        "03 53 01 00 00",
                        "https://valoris.example.org",
                        "08, 51",
                        "Gestion financière",
                        "Ce qu’il fait, en une phrase",
                        "Accompagnement de 2024",
                        "Intérêt légitime",
                        "",
                        "",
                        ""));
        return format.equals("csv")
                ? ExportController.file("prestataires.csv", "text/csv;charset=UTF-8", TableWriter.csv(rows))
                : ExportController.file(
                        "prestataires.ods",
                        "application/vnd.oasis.opendocument.spreadsheet",
                        TableWriter.ods("Prestataires", rows));
    }

    @PostMapping
    String stage(
            @RequestParam MultipartFile fichier,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Locale locale,
            Model model)
            throws IOException {
        try {
            if (fichier.getSize() > TableReader.MOST_BYTES)
                throw new Refused(TableReader.FIELD, "directory.import.heavy", TableReader.MOST_BYTES >> 20);
            return "redirect:" + PATH + "/" + importing.stage(fichier.getBytes(), member);
        } catch (Refused e) {
            response.setStatus(422);
            return form(Errors.of(e, languages.in(locale)), model);
        }
    }

    /** @param lignes one state, in small letters: {@code new}, {@code changed}, {@code unchanged}, {@code refused}; empty for all */
    @GetMapping("/{id}")
    String preview(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String lignes,
            @RequestParam(defaultValue = "1") String page,
            @AuthenticationPrincipal Member member,
            Model model) {
        var file = importing.mine(id, member);
        @Nullable
        State state = Arrays.stream(State.values())
                .filter(s -> s.name().equalsIgnoreCase(lignes))
                .findFirst()
                .orElse(null);
        var counts = imports.counts(id);
        long total = state == null
                ? counts.values().stream().mapToLong(Long::longValue).sum()
                : counts.getOrDefault(state, 0L);
        String address = PATH + "/" + id
                + (state == null ? "" : "?lignes=" + state.name().toLowerCase(Locale.ROOT));
        var paging = new Paging(page.matches("[1-9]\\d{0,4}") ? Integer.parseInt(page) : 1, SIZE, total, address);
        model.addAttribute("file", file);
        model.addAttribute("counts", counts);
        model.addAttribute("state", state == null ? "" : state.name());
        model.addAttribute("lines", imports.lines(id, state, SIZE, paging.offset()));
        model.addAttribute("paging", paging);
        return "directory/preview";
    }

    @PostMapping("/{id}/application")
    String apply(
            @PathVariable UUID id,
            @RequestParam int apercu,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        flash.addFlashAttribute(
                "done",
                switch (importing.apply(id, apercu, member)) {
                    case APPLIED -> "directory.import.applied";
                    case ALREADY -> "directory.import.already";
                    case STALE -> "directory.import.stale";
                });
        return "redirect:" + PATH + "/" + id;
    }

    @PostMapping("/{id}/abandon")
    String drop(@PathVariable UUID id, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        importing.drop(id, member);
        flash.addFlashAttribute("done", "directory.import.dropped");
        return "redirect:" + PATH;
    }

    /** The refused lines as they stood, each with why: to be mended there, and read again. */
    @GetMapping("/{id}/refus.csv")
    ResponseEntity<byte[]> refused(@PathVariable UUID id, @AuthenticationPrincipal Member member, Locale locale) {
        var file = importing.mine(id, member);
        Texts t = languages.in(locale);
        var rows = new ArrayList<List<String>>();
        var header = new ArrayList<>(
                List.of(t.localize("directory.import.report.line"), t.localize("directory.import.report.why")));
        header.addAll(file.header());
        rows.add(header);
        for (var line : imports.lines(id, State.REFUSED, TableReader.MOST_ROWS, 0)) {
            var row = new ArrayList<>(List.of(Integer.toString(line.line()), reasons(line, t)));
            row.addAll(line.raw());
            rows.add(row);
        }
        return ExportController.file("lignes-refusees.csv", "text/csv;charset=UTF-8", TableWriter.csv(rows));
    }

    static String reasons(ImportPlan.Line line, Texts t) {
        return line.reasons().stream().map(t::localize).collect(Collectors.joining(" "));
    }

    private static String form(Errors errors, Model model) {
        model.addAttribute("errors", errors);
        return "directory/import";
    }
}
