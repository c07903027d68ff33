package org.maillage.network;

import java.time.LocalDate;

/**
 * Someone who leaves, or has left and whose row the purge has not taken yet.
 *
 * @param person as they were in office
 * @param lastDay last day in office
 * @param gone whether the account is closed
 * @param handedOver whether what was in their care has found its place
 */
public record Departure(Person person, LocalDate lastDay, boolean gone, boolean handedOver) {}
