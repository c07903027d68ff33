package org.maillage.tenders;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.files.Downloads;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.web.BrieflyCached;
import org.maillage.web.Languages;
import org.maillage.web.OpenToAll;
import org.maillage.web.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** One call as everyone reads it: its page, its documents, its deadlines for a calendar. */
@Controller
@OpenToAll
@RequestMapping("/appels-d-offres/{reference:\\d{4}-[0-9AB]{2,3}-\\d{3,9}}")
class CallController {
    private final TenderCatalogue catalogue;
    private final TenderDocuments documents;
    private final Downloads downloads;
    private final DeadlineCalendar calendar;
    private final StructuredData data;
    private final ObjectProvider<AlertFigures> figures;
    private final Languages languages;

    CallController(
            TenderCatalogue catalogue,
            TenderDocuments documents,
            Downloads downloads,
            DeadlineCalendar calendar,
            StructuredData data,
            ObjectProvider<AlertFigures> figures,
            Languages languages) {
        this.catalogue = catalogue;
        this.documents = documents;
        this.downloads = downloads;
        this.calendar = calendar;
        this.data = data;
        this.figures = figures;
        this.languages = languages;
    }

    @GetMapping
    @BrieflyCached
    String show(
            @PathVariable String reference,
            @AuthenticationPrincipal @Nullable Member member,
            Locale locale,
            Model model) {
        PublicTender call = catalogue.find(parse(reference)).orElseThrow(() -> new NotFound("call"));
        Texts t = languages.in(locale);
        String description = description(call, t);
        model.addAttribute("call", call);
        model.addAttribute("description", description);
        model.addAttribute("data", data.of(call, description, t));
        model.addAttribute("mine", member != null && member.runs(call.tender().dla()));
        AlertFigures alerts = figures.getIfAvailable();
        if (alerts != null) alerts.of(call.reference()).ifPresent(f -> model.addAttribute("figures", f));
        return "tenders/call";
    }

    @GetMapping("/echeances.ics")
    ResponseEntity<String> calendar(@PathVariable String reference, Locale locale) {
        TenderLine call = catalogue.line(parse(reference)).orElseThrow(() -> new NotFound("call"));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/calendar;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"appel-" + reference + ".ics\"")
                .cacheControl(org.springframework.http.CacheControl.noCache())
                .lastModified(call.updatedAt())
                .body(calendar.of(java.util.List.of(call), languages.in(locale)));
    }

    @GetMapping("/documents/{document}/{name}")
    void document(
            @PathVariable String reference,
            @PathVariable UUID document,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var file = documents.published(parse(reference), document).orElseThrow(() -> new NotFound("document"));
        downloads.send(file, request, response);
    }

    static Reference parse(String text) {
        if (!Reference.isOne(text)) throw new NotFound("call");
        return new Reference(text);
    }

    private static String description(PublicTender call, Texts t) {
        Terms terms = call.terms();
        return t.localize(
                "calls.description",
                t.name(terms.kind()),
                call.dla().name(),
                t.dateTime(Objects.requireNonNull(terms.closesAt())),
                t.euros(Objects.requireNonNull(terms.budget())));
    }
}
