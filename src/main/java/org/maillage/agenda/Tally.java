package org.maillage.agenda;

/** How many come: all that remains of answers once the day is over. */
public record Tally(int yes, int maybe, int no) {
    public boolean none() {
        return yes + maybe + no == 0;
    }
}
