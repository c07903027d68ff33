package org.maillage.directory;

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
class DirectoryTraces implements TraceDeclaration {
    /** What nobody has confirmed for so long is no longer known. */
    static final Period CONFIRMED_FOR = Period.ofYears(3);

    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace("partner_entry", true, LegalGround.LEGITIMATE_INTEREST, new AsLongAsUsed()),
                new Trace(
                        "partner_offer",
                        false,
                        LegalGround.NONE,
                        new DeletedAfter(Period.ofYears(1), "ends_on < cast(:limit as timestamptz)")),
                new Trace(
                        "known_provider",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new DeletedAfter(CONFIRMED_FOR, "confirmed_on < cast(:limit as timestamptz)")),
                new Trace(
                        "provider_import",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new DeletedAfter(Period.ZERO, "expires_at < :limit")),
                new Trace(
                        "provider_import_line",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new WithParent("provider_import")));
    }
}
