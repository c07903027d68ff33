package org.maillage.alerts;

import java.time.Instant;

/**
 * One thing that happened to a call, with what a letter says of the call today.
 *
 * @param id of the occasion
 * @param number which amendment or batch of answers
 * @param summary an amendment's summary, in the officer's words; empty otherwise
 */
public record News(long id, String occasion, int number, Instant at, String summary, CallFacts call) {}
