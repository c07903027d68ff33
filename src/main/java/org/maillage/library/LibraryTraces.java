package org.maillage.library;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.Trace.WithParent;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class LibraryTraces implements TraceDeclaration {
    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace(
                        "tool",
                        false,
                        LegalGround.NONE,
                        new DeletedAfter(Period.ofDays(30), "deleted_at < cast(:limit as timestamptz)")),
                new Trace("tool_version", false, LegalGround.NONE, new WithParent("tool")),
                new Trace("tool_author", false, LegalGround.NONE, new WithParent("tool")),
                new Trace("tool_file", false, LegalGround.NONE, new WithParent("tool")),
                new Trace("tool_file_version", false, LegalGround.NONE, new WithParent("tool_file")),
                new Trace("tool_note", true, LegalGround.LEGITIMATE_INTEREST, new WithParent("tool")),
                new Trace("tool_proposal", false, LegalGround.NONE, new WithParent("tool")),
                new Trace(
                        "tool_import",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new DeletedAfter(Period.ofYears(1), "at < cast(:limit as timestamptz)")),
                new Trace(
                        "tool_checkout",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new DeletedAfter(Period.ZERO, "until < cast(:limit as timestamptz)")));
    }
}
