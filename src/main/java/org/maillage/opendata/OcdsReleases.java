package org.maillage.opendata;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.network.Profile;
import org.maillage.platform.Paris;
import org.maillage.platform.PublicAddress;
import org.maillage.tenders.CleanText;
import org.maillage.tenders.Outcome;
import org.maillage.tenders.PublicTender;
import org.maillage.tenders.TenderDocument;
import org.maillage.tenders.TenderState;
import org.maillage.tenders.Terms;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls as an OCDS 1.1 release package (https://standard.open-contracting.org/1.1/). Each call is one contracting process
 * with one release, which says how it stands now; its identifier changes whenever anything in it does.
 */
@Component
class OcdsReleases {
    /** Names the extension that defines {@code links}, as the standard asks of whoever uses one. */
    private static final String PAGINATION =
            "https://raw.githubusercontent.com/open-contracting-extensions/ocds_pagination_extension/master/extension.json";

    private final PublicAddress address;
    private final Profile profile;
    private final OpenDataSettings settings;
    private final Languages languages;
    private final JsonMapper json;

    OcdsReleases(
            PublicAddress address, Profile profile, OpenDataSettings settings, Languages languages, JsonMapper json) {
        this.address = address;
        this.profile = profile;
        this.settings = settings;
        this.languages = languages;
        this.json = json;
    }

    /** Where the package of a page stands, when there is such a page. */
    record Links(
            String self,
            @Nullable String previous,
            @Nullable String next) {}

    /** @param publishedAt last change of any call */
    String of(List<PublicTender> calls, Links links, Instant publishedAt) {
        var all = new LinkedHashMap<String, Object>();
        all.put("uri", address.of(links.self()));
        all.put("version", "1.1");
        boolean paged = links.previous() != null || links.next() != null;
        if (paged) all.put("extensions", List.of(PAGINATION));
        all.put("publishedDate", time(publishedAt));
        all.put("publisher", Map.of("name", profile.siteName(), "uri", address.of("/")));
        all.put("license", settings.licence());
        all.put("releases", calls.stream().map(this::release).toList());
        var around = new LinkedHashMap<String, Object>();
        if (links.previous() != null) around.put("prev", address.of(links.previous()));
        if (links.next() != null) around.put("next", address.of(links.next()));
        if (paged) all.put("links", around);
        return json.writeValueAsString(all);
    }

    private Map<String, Object> release(PublicTender call) {
        String ocid = settings.ocidPrefix() + "-" + call.reference();
        TenderState state = call.state();
        var tags = new ArrayList<String>(List.of("tender"));
        if (!call.amendments().isEmpty()) tags.add("tenderAmendment");
        if (state == TenderState.CANCELLED) tags.add("tenderCancellation");
        if (state == TenderState.AWARDED) tags.add("award");
        var release = new LinkedHashMap<String, Object>();
        release.put("ocid", ocid);
        release.put("id", ocid + "-" + call.tender().life().updatedAt().toEpochMilli());
        release.put("date", time(call.tender().life().updatedAt()));
        release.put("tag", tags);
        release.put("initiationType", "tender");
        release.put("language", "fr");
        release.put("parties", parties(call));
        release.put("buyer", reference(call));
        release.put("tender", tender(call, state));
        Outcome outcome = call.tender().life().outcome();
        if (state == TenderState.AWARDED && outcome != null) release.put("awards", List.of(award(call, outcome)));
        return release;
    }

    private List<Object> parties(PublicTender call) {
        var parties = new ArrayList<Object>();
        var contact = new LinkedHashMap<String, Object>();
        put(contact, "name", call.terms().contact().name());
        put(contact, "email", call.terms().contact().email());
        put(contact, "telephone", call.terms().contact().phone());
        var dla = new LinkedHashMap<String, Object>(reference(call));
        dla.put("roles", List.of("buyer", "procuringEntity"));
        dla.put("address", Map.of("region", call.dla().departmentName(), "countryName", "France"));
        dla.put("contactPoint", contact);
        dla.put("details", Map.of("url", address.of(call.dla().path())));
        parties.add(dla);
        Outcome outcome = call.tender().life().outcome();
        if (call.state() == TenderState.AWARDED && outcome != null)
            suppliers(call, outcome).forEach(s -> {
                var party = new LinkedHashMap<String, Object>(s);
                party.put("roles", List.of("supplier"));
                parties.add(party);
            });
        return parties;
    }

    private Map<String, Object> tender(PublicTender call, TenderState state) {
        Texts t = languages.french();
        Terms terms = call.terms();
        var tender = new LinkedHashMap<String, Object>();
        tender.put("id", call.reference().text());
        tender.put("title", CleanText.line(terms.title()));
        tender.put("description", CleanText.of(terms.objectives()));
        tender.put("status", status(state));
        tender.put("procuringEntity", reference(call));
        tender.put("items", List.of(item(call, t)));
        if (terms.budget() != null) tender.put("value", Map.of("amount", terms.budget(), "currency", "EUR"));
        tender.put("procurementMethod", "open");
        tender.put("mainProcurementCategory", "services");
        tender.put("additionalProcurementCategories", List.of("consultingServices"));
        tender.put("awardCriteria", "ratedCriteria");
        tender.put(
                "awardCriteriaDetails",
                terms.criteria().stream()
                        .map(c -> CleanText.line(c.name()) + " : " + c.weight() + " %")
                        .collect(Collectors.joining(" ; ")));
        tender.put("submissionMethod", List.of("electronicSubmission"));
        tender.put("submissionMethodDetails", CleanText.of(terms.howToAnswer()));
        Instant published = Objects.requireNonNull(call.tender().life().publishedAt());
        tender.put("tenderPeriod", period(published, Objects.requireNonNull(terms.closesAt())));
        if (terms.questionsUntil() != null) tender.put("enquiryPeriod", period(published, terms.questionsUntil()));
        if (terms.startsOn() != null && terms.endsOn() != null)
            tender.put("contractPeriod", period(day(terms.startsOn()), day(terms.endsOn())));
        if (!call.documents().isEmpty())
            tender.put(
                    "documents",
                    call.documents().stream().map(d -> document(call, d)).toList());
        if (!call.amendments().isEmpty())
            tender.put(
                    "amendments",
                    call.amendments().stream()
                            .map(a -> Map.of(
                                    "id", Integer.toString(a.number()),
                                    "date", time(a.publishedAt()),
                                    "description", CleanText.of(a.summary())))
                            .toList());
        return tender;
    }

    private Map<String, Object> item(PublicTender call, Texts t) {
        var item = new LinkedHashMap<String, Object>();
        item.put("id", "1");
        item.put("description", t.name(call.terms().kind()));
        item.put(
                "additionalClassifications",
                call.terms().domains().stream()
                        .map(d -> Map.of("scheme", "DLA-DOMAIN", "id", d.name(), "description", t.name(d)))
                        .toList());
        if (call.terms().days() != null) {
            // Quantities are whole numbers in OCDS 1.1: half days are counted.
            item.put("quantity", call.terms().days().movePointRight(1).intValueExact() / 5);
            item.put("unit", Map.of("name", "demi-journée"));
        }
        return item;
    }

    private Map<String, Object> document(PublicTender call, TenderDocument document) {
        var map = new LinkedHashMap<String, Object>();
        map.put("id", document.id().toString());
        map.put("documentType", "biddingDocuments");
        map.put("title", document.file().name());
        map.put("url", address.of(document.path(call.reference())));
        map.put(
                "datePublished",
                time(document.addedAt().isBefore(published(call)) ? published(call) : document.addedAt()));
        map.put("format", document.file().type().mediaType());
        map.put("language", "fr");
        return map;
    }

    private Map<String, Object> award(PublicTender call, Outcome outcome) {
        var award = new LinkedHashMap<String, Object>();
        award.put("id", call.reference() + "-attribution");
        award.put("title", CleanText.line(call.terms().title()));
        put(award, "description", CleanText.of(outcome.reason()));
        award.put("status", "active");
        if (call.tender().life().concludedAt() != null)
            award.put("date", time(call.tender().life().concludedAt()));
        if (outcome.amount() != null) award.put("value", Map.of("amount", outcome.amount(), "currency", "EUR"));
        award.put("suppliers", suppliers(call, outcome));
        return award;
    }

    private static List<Map<String, Object>> suppliers(PublicTender call, Outcome outcome) {
        var suppliers = new ArrayList<Map<String, Object>>();
        for (String name : outcome.providers())
            suppliers.add(Map.of(
                    "id", call.reference() + "-prestataire-" + (suppliers.size() + 1), "name", CleanText.line(name)));
        return suppliers;
    }

    private static Map<String, Object> reference(PublicTender call) {
        return Map.of(
                "id",
                "dla-" + call.dla().id(),
                "name",
                CleanText.line(call.dla().name()));
    }

    private static String status(TenderState state) {
        return switch (state) {
            case PUBLISHED, CLOSED -> "active"; // answers are awaited, or compared
            case AWARDED -> "complete";
            case UNSUCCESSFUL -> "unsuccessful";
            case CANCELLED -> "cancelled";
            case DRAFT -> throw new IllegalArgumentException("A draft is not published");
        };
    }

    private static Instant published(PublicTender call) {
        return Objects.requireNonNull(call.tender().life().publishedAt());
    }

    private static Map<String, Object> period(Instant start, Instant end) {
        return Map.of("startDate", time(start), "endDate", time(end));
    }

    private static Instant day(LocalDate date) {
        return date.atStartOfDay(Paris.ZONE).toInstant();
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    private static void put(Map<String, Object> map, String key, String value) {
        if (!value.isBlank()) map.put(key, value);
    }
}
