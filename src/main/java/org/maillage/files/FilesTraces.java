package org.maillage.files;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.Trace.WithParent;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class FilesTraces implements TraceDeclaration {
    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace("file", true, LegalGround.PUBLIC_INTEREST, new AsLongAsUsed()),
                new Trace(
                        "file_content",
                        true,
                        LegalGround.PUBLIC_INTEREST,
                        new DeletedAfter(
                                Period.ofDays(1),
                                "used_at < :limit and not exists (select from file where file.digest = file_content.digest)")),
                new Trace("file_piece", true, LegalGround.PUBLIC_INTEREST, new WithParent("file_content")),
                new Trace("file_text", true, LegalGround.PUBLIC_INTEREST, new WithParent("file_content")),
                new Trace("file_preview", true, LegalGround.PUBLIC_INTEREST, new WithParent("file_content")),
                new Trace(
                        "upload",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new DeletedAfter(Period.ofDays(1), "touched_at < :limit")),
                new Trace("upload_piece", true, LegalGround.LEGITIMATE_INTEREST, new WithParent("upload")));
    }
}
