package org.maillage.network;

import java.time.Instant;
import java.util.List;
import org.maillage.kernel.DlaId;

/** The calls now open to answers, as the pages of the network show them; {@code tenders}, which stands above, knows. */
public interface OpenCalls {

    /** Open calls of one DLA, the nearest deadline first. */
    List<Call> of(DlaId dla);

    /** The last {@code most} published calls that are still open, the newest first. */
    List<Call> latest(int most);

    /**
     * @param path address of the call's page
     * @param closesAt last instant at which an answer is received
     */
    record Call(String title, String path, DlaId dla, Instant closesAt) {}
}
