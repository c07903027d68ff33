package org.maillage.alerts;

import java.time.Instant;
import java.util.List;
import org.maillage.tenders.Amendment;

/**
 * One thing that happened to a call, with what a letter says of the call today.
 *
 * @param id of the occasion
 * @param number which amendment or batch of answers
 * @param summary an amendment's summary, in the officer's words; empty otherwise
 * @param changes what an amendment changes, field by field; empty otherwise
 */
public record News(
        long id,
        String occasion,
        int number,
        Instant at,
        String summary,
        List<Amendment.Change> changes,
        CallFacts call) {}
