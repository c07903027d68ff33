package org.maillage.tenders;

import gg.jte.Content;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A call in the words of schema.org, for search engines: a demand for a service, with its end and its price at most. */
@Component
class StructuredData {
    private final PublicAddress address;
    private final JsonMapper json;

    StructuredData(PublicAddress address, JsonMapper json) {
        this.address = address;
        this.json = json;
    }

    /** The {@code script} element that holds it: data, which browsers do not run and which the CSP lets stand. */
    Content of(PublicTender call, String description, Texts t) {
        String safe = json.writeValueAsString(value(call, description, t))
                .replace("<", "\\u003c") // nothing in it can end the element
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
        return output -> output.writeContent("<script type=\"application/ld+json\">" + safe + "</script>");
    }

    private Map<String, Object> value(PublicTender call, String description, Texts t) {
        Terms terms = call.terms();
        var dla = new LinkedHashMap<String, Object>();
        dla.put("@type", "Organization");
        dla.put("name", call.dla().name());
        dla.put("url", address.of(call.dla().path()));
        var service = new LinkedHashMap<String, Object>();
        service.put("@type", "Service");
        service.put("name", CleanText.line(terms.title()));
        service.put("serviceType", terms.domains().stream().map(t::name).toList());
        service.put(
                "areaServed",
                terms.departments().stream().map(call::departmentName).toList());
        var demand = new LinkedHashMap<String, Object>();
        demand.put("@context", "https://schema.org");
        demand.put("@type", "Demand");
        demand.put("identifier", call.reference().text());
        demand.put("name", CleanText.line(terms.title()));
        demand.put("description", description);
        demand.put("url", address.of(call.reference().path()));
        demand.put("validFrom", String.valueOf(call.tender().life().publishedAt()));
        demand.put("validThrough", String.valueOf(terms.closesAt()));
        demand.put("@reverse", Map.of("seeks", dla)); // who seeks; schema.org names it from the organisation's side
        demand.put("itemOffered", service);
        if (terms.budget() != null)
            demand.put(
                    "priceSpecification",
                    Map.of("@type", "PriceSpecification", "maxPrice", terms.budget(), "priceCurrency", "EUR"));
        return demand;
    }
}
