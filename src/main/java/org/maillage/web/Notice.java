package org.maillage.web;

import java.util.Optional;
import org.maillage.kernel.Member;

/** A word on top of the pages of members, as long as something is amiss. Modules that have one to say hold a bean of this kind. */
public interface Notice {
    /** What {@code member} is to know now; asked for each page that a member reads, so it must be cheap. */
    Optional<String> text(Member member, Texts t);
}
