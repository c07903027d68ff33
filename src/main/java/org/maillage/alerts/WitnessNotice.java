package org.maillage.alerts;

import java.util.Optional;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.web.Notice;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/** Tells those who publish calls, and the facilitator, that alerts may not be leaving. */
@Component
class WitnessNotice implements Notice {
    private final Witness witness;

    WitnessNotice(Witness witness) {
        this.witness = witness;
    }

    @Override
    public Optional<String> text(Member member, Texts t) {
        if (member.role() != Role.OFFICER && member.role() != Role.FACILITATOR) return Optional.empty();
        return witness.missing().stream()
                .findFirst()
                .map(copy -> t.localize("alerts.witness.notice", copy.tender(), t.dateTime(copy.at())));
    }
}
