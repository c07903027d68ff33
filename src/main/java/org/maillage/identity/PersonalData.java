package org.maillage.identity;

import java.util.UUID;
import org.maillage.files.StoredFile;

/**
 * What a module holds about a person, for « my data » (GDPR, articles 15 and 20). Each module that has a table about
 * members holds one bean of this kind.
 */
public interface PersonalData {
    /** Names the module's folder in the archive: {@code agenda}. */
    String name();

    /** Gives everything that is about {@code person}, and nothing that is about anybody else. */
    void gather(UUID person, Into archive);

    /** Where it goes. */
    interface Into {
        /** @param record written as JSON, {@code name.json} */
        void record(String name, Object record);

        void file(StoredFile file);
    }
}
