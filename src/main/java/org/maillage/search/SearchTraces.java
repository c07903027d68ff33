package org.maillage.search;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class SearchTraces implements TraceDeclaration {
    /** A word leaves when no entry with the same readers holds it any more. */
    private static final String NOWHERE = """
            not exists (select from search_entry e
                         where e.words @@ plainto_tsquery('public.french_plain', search_word.word)
                           and e.audience @> array[search_word.token])""";

    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace("search_entry", true, LegalGround.LEGITIMATE_INTEREST, new AsLongAsUsed()),
                new Trace(
                        "search_word", true, LegalGround.LEGITIMATE_INTEREST, new DeletedAfter(Period.ZERO, NOWHERE)));
    }
}
