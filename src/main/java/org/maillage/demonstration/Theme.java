package org.maillage.demonstration;

import java.util.List;

/**
 * One kind of need, written by hand, with five cases in which it arose. {@code demonstration/themes-*.json} holds them.
 *
 * @param domains names of {@code kernel.Domain}
 * @param criteria name and weight, adding up to 100
 * @param days least and most days of such an assignment
 * @param dayRate euros a day, VAT included
 * @param questions what a consultant would ask, and the officer's answer
 * @param amendment what an amendment could say
 * @param unsuccessful why such a call could find nobody
 */
record Theme(
        String key,
        String kind,
        List<String> domains,
        String context,
        List<String> objectives,
        List<String> deliverables,
        String profile,
        String method,
        List<List<Object>> criteria,
        List<Double> days,
        int dayRate,
        List<List<String>> questions,
        String amendment,
        String unsuccessful,
        List<Case> cases) {

    /** @param situation what happened there, in its own words */
    record Case(
            String department,
            String commune,
            String title,
            String beneficiary,
            boolean named,
            String sector,
            int employees,
            String situation) {}
}
