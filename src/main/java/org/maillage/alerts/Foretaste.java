package org.maillage.alerts;

import java.util.List;

/**
 * What a choice would have brought.
 *
 * @param count calls of the last twelve months that would have come
 * @param last the latest of them, three at most
 */
public record Foretaste(int count, List<CallLine> last) {}
