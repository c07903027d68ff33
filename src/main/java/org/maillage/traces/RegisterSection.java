package org.maillage.traces;

import java.util.List;

/** What one part of the platform keeps. */
public record RegisterSection(String module, String title, List<RegisterEntry> entries) {

    /** Whether anything here is about people. */
    public boolean personal() {
        return entries.stream().anyMatch(RegisterEntry::personal);
    }
}
