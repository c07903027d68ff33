package org.maillage.tenders;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param providers who carries out the assignment; empty unless the call was awarded
 * @param amount what it costs, in euros, VAT included; null when it is not told
 * @param reason why nobody was chosen or why the call was cancelled; an optional word when it was awarded
 */
public record Outcome(List<String> providers, @Nullable BigDecimal amount, String reason) {
    public Outcome {
        providers = List.copyOf(providers);
    }
}
