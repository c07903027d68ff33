package org.maillage.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.network.Person;
import org.maillage.web.Texts;

/** What someone who leaves passes on. Each module whose things are in the care of one person holds one bean of this kind. */
public interface Handover {
    /** What is in {@code leaving}'s care, in the order in which it is best passed on. */
    List<Item> of(Person leaving, Texts t);

    /**
     * Puts one item into {@code to}'s care, in the caller's transaction; nothing happens when it is no longer {@code from}'s.
     *
     * @param item an identifier that {@link #of} gave
     */
    void pass(String item, Person from, Person to);

    /**
     * @param id begins with the module's name, such as {@code agenda:42}
     * @param dla whose officers alone may take it over; null when everyone of the network may
     */
    record Item(
            String id, String text, String path, @Nullable DlaId dla) {
        public Item(String id, String text, String path) {
            this(id, text, path, null);
        }

        public boolean mayGoTo(Person person) {
            return dla == null || dla.equals(person.dla());
        }
    }
}
