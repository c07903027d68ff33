package org.maillage.network;

/**
 * A step in the history of the network.
 *
 * @param year as written
 * @param fr what happened, in French
 * @param en the same in English
 */
public record Milestone(String year, String fr, String en) {}
