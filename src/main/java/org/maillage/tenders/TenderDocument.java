package org.maillage.tenders;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.maillage.files.StoredFile;

/**
 * A file attached to a call: its specification or an annex.
 *
 * @param amendment the amendment that brought it; 0 when it was there from the start
 */
public record TenderDocument(UUID id, StoredFile file, int amendment, Instant addedAt) {

    /** Public address of the document of a published call. */
    public String path(Reference reference) {
        return reference.path() + "/documents/" + id + "/"
                + URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
