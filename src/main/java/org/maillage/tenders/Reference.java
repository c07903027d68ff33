package org.maillage.tenders;

import java.time.Year;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.NotFound;

/**
 * What a published call is called by everyone: {@code 2026-51-004} is the fourth call that the DLA of the Marne published
 * in 2026. The database gives it at publication, without gap within a year and a department.
 *
 * @param text year in Paris, code of the department, number of at least three digits
 */
public record Reference(String text) {
    public Reference {
        if (!text.matches("\\d{4}-(\\d{2,3}|2[AB])-\\d{3,9}")) throw new IllegalArgumentException("Not a reference");
    }

    /** Whether {@code text} has the form of a reference: an address may hold anything. */
    public static boolean isOne(String text) {
        return text.matches("\\d{4}-(\\d{2,3}|2[AB])-\\d{3,9}");
    }

    /** @throws NotFound when {@code text}, taken from an address, is no reference */
    public static Reference asked(String text) {
        if (!isOne(text)) throw new NotFound("call");
        return new Reference(text);
    }

    public Year year() {
        return Year.of(Integer.parseInt(text.substring(0, 4)));
    }

    public DepartmentCode department() {
        return new DepartmentCode(text.substring(5, text.lastIndexOf('-')));
    }

    public int number() {
        return Integer.parseInt(text.substring(text.lastIndexOf('-') + 1));
    }

    /** Address of the call's public page. */
    public String path() {
        return "/appels-d-offres/" + text;
    }

    @Override
    public String toString() {
        return text;
    }
}
