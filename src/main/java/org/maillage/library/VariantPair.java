package org.maillage.library;

/**
 * A variant and the common tool that it follows.
 *
 * @param base what the variant has taken up of the common tool
 */
public record VariantPair(Tool variant, Tool common, ToolForm base) {
    ToolMerge merge() {
        return new ToolMerge(base, ToolForm.of(variant.content()), ToolForm.of(common.content()));
    }

    /** Whether the common tool moved since. */
    public boolean behind() {
        return common.version() > variant.baseVersion();
    }
}
