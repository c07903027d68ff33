package org.maillage.library;

import java.util.List;

/**
 * A proposal with what it would change.
 *
 * @param merge the common tool as it is now is {@code mine}, what is proposed {@code theirs}
 * @param files that the variant brings: other than the common tool's, or new
 */
public record ProposedChange(Proposal proposal, Tool common, ToolMerge merge, List<FileDifference> files) {}
