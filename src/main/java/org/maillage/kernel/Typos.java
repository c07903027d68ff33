package org.maillage.kernel;

import java.util.Arrays;

/** How many keystrokes lie between two words: letters added, left out, replaced, or two neighbours swapped. */
public final class Typos {
    private Typos() {}

    /** Between two whole words (optimal string alignment distance). */
    public static int between(String typed, String word) {
        return cost(typed, word)[typed.length()][word.length()];
    }

    /** From {@code typed} to the nearest beginning of {@code name}: whoever stops typing early has not mistyped the rest. */
    public static int toBeginning(String typed, String name) {
        int[] last = cost(typed, name)[typed.length()];
        return Arrays.stream(last).min().orElseThrow();
    }

    private static int[][] cost(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) cost[i][0] = i;
        for (int j = 0; j <= b.length(); j++) cost[0][j] = j;
        for (int i = 1; i <= a.length(); i++)
            for (int j = 1; j <= b.length(); j++) {
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1))
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        return cost;
    }
}
