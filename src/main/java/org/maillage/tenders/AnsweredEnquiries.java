package org.maillage.tenders;

import java.time.Instant;
import java.util.List;

/**
 * Questions that were answered together, to everyone at the same instant.
 *
 * @param batch from 1
 */
public record AnsweredEnquiries(int batch, Instant publishedAt, List<Answered> enquiries) {
    public AnsweredEnquiries {
        enquiries = List.copyOf(enquiries);
    }

    /**
     * @param question so put that nobody is recognised; plain text
     * @param answer Markdown
     */
    public record Answered(String question, String answer) {}
}
