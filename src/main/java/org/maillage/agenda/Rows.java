package org.maillage.agenda;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.DlaId;

/** Reads what the module's queries select, under the names that they give it. */
final class Rows {
    /** The columns of {@link #event}, of {@code agenda_event e}. */
    static final String EVENT = """
            e.id as event_id, e.title, e.time, e.kind, e.description, e.place as event_place, e.video_link, e.departments,
            e.organiser, e.dla, e.rule, e.state, e.sequence, e.version, e.updated_at""";

    /** The columns of {@link #occurrence}, of {@code agenda_occurrence o}. */
    static final String OCCURRENCE =
            "o.id as date_id, o.event as event_id, o.slot, o.starts, o.ends, o.cancelled, o.place as date_place, o.settled";

    private Rows() {}

    static Event event(ResultSet row, int n) throws SQLException {
        @Nullable String dla = row.getString("dla");
        return new Event(
                row.getObject("event_id", UUID.class),
                new Details(
                        row.getString("title"),
                        Time.valueOf(row.getString("time")),
                        EventKind.valueOf(row.getString("kind")),
                        row.getString("description"),
                        row.getString("event_place"),
                        row.getString("video_link"),
                        departments(row)),
                row.getObject("organiser", UUID.class),
                dla == null ? null : new DlaId(dla),
                row.getString("rule"),
                EventState.valueOf(row.getString("state")),
                row.getInt("sequence"),
                row.getInt("version"),
                instant(row, "updated_at"));
    }

    static Occurrence occurrence(ResultSet row, int n) throws SQLException {
        return new Occurrence(
                row.getObject("date_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getObject("slot", LocalDateTime.class),
                slot(row, n),
                row.getBoolean("cancelled"),
                row.getString("date_place"),
                row.getBoolean("settled"));
    }

    static Slot slot(ResultSet row, int n) throws SQLException {
        return new Slot(row.getObject("starts", LocalDateTime.class), row.getObject("ends", LocalDateTime.class));
    }

    static @Nullable Answer answer(ResultSet row, String column) throws SQLException {
        @Nullable String answer = row.getString(column);
        return answer == null ? null : Answer.valueOf(answer);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<DepartmentCode> departments(ResultSet row) throws SQLException {
        Array codes = row.getArray("departments");
        return Arrays.stream((String[]) codes.getArray())
                .map(DepartmentCode::new)
                .toList();
    }
}
