package org.maillage.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.maillage.directory.Line.Sort;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Role;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The directory as files: visiting cards for everyone who sees the lines, tables for officers and the facilitator. */
@Controller
@RequestMapping("/espace/annuaire")
class ExportController {
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String ODS = "application/vnd.oasis.opendocument.spreadsheet";
    private static final String VCARD = "text/vcard;charset=UTF-8";
    private final Directory directory;
    private final Providers providers;
    private final ProviderReadings readings;
    private final Cards cards;
    private final Languages languages;

    ExportController(
            Directory directory, Providers providers, ProviderReadings readings, Cards cards, Languages languages) {
        this.directory = directory;
        this.providers = providers;
        this.readings = readings;
        this.cards = cards;
        this.languages = languages;
    }

    /** The cards of a list: the same filters stand in the address. */
    @GetMapping("/cartes.vcf")
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    ResponseEntity<byte[]> cards(
            @RequestParam(defaultValue = "") String qui,
            @RequestParam(defaultValue = "") String departement,
            @RequestParam(defaultValue = "") String domaine,
            @RequestParam(defaultValue = "") String q,
            @AuthenticationPrincipal Member member) {
        return file("annuaire.vcf", VCARD, cards.of(lines(qui, departement, domaine, q, member)));
    }

    /** One card. */
    @GetMapping("/{sort:dla|personnes|partenaires|financeurs|prestataires}/{id}/carte.vcf")
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    ResponseEntity<byte[]> card(
            @PathVariable String sort, @PathVariable String id, @AuthenticationPrincipal Member member) {
        var line = directory.list(DirectoryFilter.of(sort, "", "", ""), member.role(), Directory.MOST, 0).stream()
                .filter(l -> l.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("card"));
        return file("fiche.vcf", VCARD, cards.of(List.of(line)));
    }

    @GetMapping("/annuaire.{format:csv|ods}")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    ResponseEntity<byte[]> table(
            @PathVariable String format,
            @RequestParam(defaultValue = "") String qui,
            @RequestParam(defaultValue = "") String departement,
            @RequestParam(defaultValue = "") String domaine,
            @RequestParam(defaultValue = "") String q,
            @AuthenticationPrincipal Member member) {
        var rows = rows(lines(qui, departement, domaine, q, member));
        return format.equals("csv")
                ? file("annuaire.csv", CSV, TableWriter.csv(rows))
                : file("annuaire.ods", ODS, TableWriter.ods("Annuaire", rows));
    }

    private List<Line> lines(String sort, String department, String domain, String text, Member member) {
        return directory.list(DirectoryFilter.of(sort, department, domain, text), member.role(), Directory.MOST, 0);
    }

    /** One row a line, under the headings that the import understands: what was exported can be completed and read again. */
    private List<List<String>> rows(List<Line> lines) {
        var known = providers.all().stream().collect(Collectors.toMap(p -> p.id().toString(), Function.identity()));
        var reading = readings.today();
        var rows = new ArrayList<List<String>>();
        var header = new ArrayList<String>();
        header.add("Qui");
        header.addAll(Column.headings());
        rows.add(header);
        for (Line line : lines) {
            var row = new ArrayList<String>();
            row.add(languages.french().localize("directory.sort." + line.sort()));
            Provider provider = line.sort() == Sort.PROVIDER ? known.get(line.id()) : null;
            for (Column column : Column.values())
                row.add(provider == null ? cell(line, column) : reading.cell(provider, column));
            rows.add(row);
        }
        return rows;
    }

    private String cell(Line line, Column column) {
        return switch (column) {
            case NAME -> line.name();
            case EMAIL -> line.email();
            case PHONE -> line.phone();
            case WEBSITE -> line.website();
            case DEPARTMENTS -> String.join(", ", line.departments());
            case DOMAINS ->
                line.domains().stream()
                        .map(d -> languages.french().name(Domain.valueOf(d)))
                        .collect(Collectors.joining(", "));
            case ABOUT -> line.detail();
            default -> "";
        };
    }

    static ResponseEntity<byte[]> file(String name, String type, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(bytes);
    }
}
