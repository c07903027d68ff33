package org.maillage.kernel;

import java.io.Serializable;

/**
 * INSEE code of a French department: {@code 08}, {@code 51}, {@code 2A}, {@code 974}.
 *
 * @param code two digits, {@code 2A}, {@code 2B}, or three digits overseas
 */
public record DepartmentCode(String code) implements Comparable<DepartmentCode>, Serializable {
    public DepartmentCode {
        if (!code.matches("\\d{2,3}|2[AB]")) throw new IllegalArgumentException("Not a department code");
    }

    @Override
    public int compareTo(DepartmentCode other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
