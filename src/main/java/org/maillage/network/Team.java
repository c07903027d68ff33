package org.maillage.network;

import java.util.List;

/** A DLA and its officers in office. */
public record Team(Dla dla, List<Person> officers) {}
