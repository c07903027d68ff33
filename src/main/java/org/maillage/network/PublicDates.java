package org.maillage.network;

import java.time.LocalDateTime;
import java.util.List;

/** The public dates to come, as the public home shows them; {@code agenda}, which stands above, knows. */
public interface PublicDates {

    /** The next {@code most}, the nearest first. */
    List<Date> next(int most);

    /**
     * @param path address of the event's public page
     * @param starts on the clocks of Paris
     * @param place empty when it is nowhere in particular
     */
    record Date(String title, String path, LocalDateTime starts, String place) {}
}
