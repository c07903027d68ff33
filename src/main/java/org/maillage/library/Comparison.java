package org.maillage.library;

import java.util.List;
import org.maillage.web.TextDiff;

/**
 * Two versions of a tool.
 *
 * @param fields beside the text in which they differ
 */
public record Comparison(Tool tool, ToolVersion from, ToolVersion to, TextDiff text, List<ToolField> fields) {}
