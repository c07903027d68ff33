package org.maillage.network;

import org.maillage.kernel.DepartmentCode;

/** A French department. */
public record Department(DepartmentCode code, String name) {}
