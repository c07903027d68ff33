package org.maillage.opendata;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.maillage.network.Network;
import org.maillage.news.PublicNews;
import org.maillage.platform.PublicAddress;
import org.maillage.tenders.TenderCatalogue;
import org.springframework.stereotype.Component;

/** The public pages for search engines (sitemaps.org, protocol 0.9): at most 50,000 addresses. */
@Component
class Sitemap {
    private static final int MOST_CALLS = 45_000;
    private static final int MOST_NEWS = 2_000;
    private static final List<String> PAGES = List.of(
            "/",
            "/dispositif",
            "/reseau",
            "/trouver-mon-dla",
            "/appels-d-offres",
            "/alertes",
            "/actualites",
            "/registre-des-traces",
            "/mentions-legales",
            "/confidentialite",
            "/accessibilite");
    private final PublicAddress address;
    private final Network network;
    private final TenderCatalogue catalogue;
    private final PublicNews news;

    Sitemap(PublicAddress address, Network network, TenderCatalogue catalogue, PublicNews news) {
        this.address = address;
        this.network = network;
        this.catalogue = catalogue;
        this.news = news;
    }

    String xml() {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("urlset");
            xml.writeDefaultNamespace("http://www.sitemaps.org/schemas/sitemap/0.9");
            for (String page : PAGES) url(xml, page, null);
            for (var dla : network.dlas()) url(xml, dla.path(), null);
            for (var call : catalogue.changes(MOST_CALLS))
                url(
                        xml,
                        call.reference().path(),
                        call.updatedAt()
                                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                                .toString());
            for (var item : news.latest("", MOST_NEWS))
                url(
                        xml,
                        item.path(),
                        item.updatedAt()
                                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                                .toString());
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void url(XMLStreamWriter xml, String path, @Nullable String changed) throws XMLStreamException {
        xml.writeStartElement("url");
        xml.writeStartElement("loc");
        xml.writeCharacters(address.of(path));
        xml.writeEndElement();
        if (changed != null) {
            xml.writeStartElement("lastmod");
            xml.writeCharacters(changed);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
