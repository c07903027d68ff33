package org.maillage.identity;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.maillage.files.Files;
import org.maillage.network.Person;
import org.maillage.platform.PublicAddress;
import org.maillage.web.SiteIdentity;
import org.maillage.web.Texts;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that the platform holds about one person, in one archive: JSON, files, and a text that says what is what.
 * Articles 15 (access) and 20 (portability) of the GDPR.
 */
@Service
class MyData {
    private final List<PersonalData> modules;
    private final Files files;
    private final JsonMapper json;
    private final SiteIdentity site;
    private final PublicAddress address;
    private final Clock clock;

    MyData(
            List<PersonalData> modules,
            Files files,
            JsonMapper json,
            SiteIdentity site,
            PublicAddress address,
            Clock clock) {
        this.modules = modules.stream()
                .sorted(Comparator.comparing(PersonalData::name))
                .toList();
        this.files = files;
        this.json = json;
        this.site = site;
        this.address = address;
        this.clock = clock;
    }

    /** Writes the archive as it is read. When anything fails, {@code out} gets no end: half an archive never looks whole. */
    void write(Person person, Texts t, OutputStream out) throws IOException {
        var archive = new Archive(out, files, json);
        for (PersonalData module : modules) module.gather(person.id(), archive.folder(module.name()));
        archive.text(t.localize("identity.data.readme"), readme(person, archive.entries(), t));
        archive.close();
    }

    private String readme(Person person, List<Archive.Entry> entries, Texts t) {
        var text = new StringBuilder(t.localize("identity.data.readme.title", site.siteName()))
                .append("\n\n")
                .append(t.localize("identity.data.readme.when", t.dateTime(clock.instant()), person.name()))
                .append("\n\n")
                .append(t.localize("identity.data.readme.what", address.of("/registre-des-traces")))
                .append("\n");
        for (Archive.Entry entry : entries) {
            text.append("\n").append(entry.path()).append("\n");
            String about = about(entry, t);
            if (!about.isEmpty()) text.append("    ").append(about).append("\n");
        }
        return text.toString();
    }

    /** A record that bears a table's name is told as the register of traces tells that table. */
    private static String about(Archive.Entry entry, Texts t) {
        if (!entry.about().matches("[a-z0-9_]+")) return "";
        try {
            return t.localize("trace." + entry.about() + ".what");
        } catch (NoSuchMessageException e) {
            return "";
        }
    }
}
