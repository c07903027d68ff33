package org.maillage.kernel;

import java.io.Serializable;

/**
 * Identifies a DLA by its slug, which also stands in its public address: {@code marne} for {@code /reseau/marne}.
 *
 * @param slug lower-case letters, digits and hyphens
 */
public record DlaId(String slug) implements Serializable {
    public DlaId {
        if (!slug.matches("[a-z0-9]+(-[a-z0-9]+)*")) throw new IllegalArgumentException("Not a DLA slug");
    }

    @Override
    public String toString() {
        return slug;
    }
}
