package org.maillage.agenda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import org.maillage.files.Files;
import org.maillage.files.StoredFile;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** Documents of a date: officers and the facilitator bring them, whoever is invited reads them. */
@Service
class EventDocumenting {
    private final Meetings meetings;
    private final EventDocuments documents;
    private final Files files;

    EventDocumenting(Meetings meetings, EventDocuments documents, Files files) {
        this.meetings = meetings;
        this.documents = documents;
        this.files = files;
    }

    private Meeting invited(UUID date, Member by) {
        return meetings.find(date, by).filter(Meeting::invited).orElseThrow(() -> new NotFound("date"));
    }

    /** @throws Refused when the file may not be attached */
    @Transactional
    void attach(UUID date, MultipartFile file, Member by) {
        if (!Meetings.inside(by)) throw new NotFound("date");
        invited(date, by);
        String name = EventForm.clean(Objects.requireNonNullElse(file.getOriginalFilename(), ""));
        try (InputStream content = file.getInputStream()) {
            documents.add(date, files.store("documents", name, content, Files.SMALL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Transactional
    void remove(UUID date, UUID document, Member by) {
        if (!Meetings.inside(by)) throw new NotFound("date");
        invited(date, by);
        if (!documents.remove(date, document)) throw new NotFound("document");
    }

    StoredFile read(UUID date, UUID document, Member by) {
        invited(date, by);
        return documents.of(date).stream()
                .filter(d -> d.id().equals(document))
                .map(EventDocument::file)
                .findFirst()
                .orElseThrow(() -> new NotFound("document"));
    }
}
