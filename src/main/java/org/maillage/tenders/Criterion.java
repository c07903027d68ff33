package org.maillage.tenders;

/**
 * One thing by which answers are compared.
 *
 * @param weight of 100
 */
public record Criterion(String name, int weight) {}
