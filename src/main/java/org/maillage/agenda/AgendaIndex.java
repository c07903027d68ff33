package org.maillage.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Role;
import org.maillage.search.Audience;
import org.maillage.search.Entry;
import org.maillage.search.Kind;
import org.maillage.search.SearchIndex;
import org.maillage.search.SearchSource;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What search finds of the agenda: planned events, for whom they are. A peer exchange is never in it, nor a poll, nor a
 * video link, nor an order of the day.
 */
@Component
class AgendaIndex implements SearchSource {
    private static final String INDEXED = "select " + Rows.EVENT + """
            , (select array_agg(cast(i.person as text) order by i.person)
                 from agenda_invitation i join person p on p.id = i.person
                where i.event = e.id and p.role = 'PARTNER') as partners
              from agenda_event e
             where e.state = 'PLANNED' and e.kind <> 'PEER_EXCHANGE'
            """;
    private final SearchIndex search;
    private final Languages languages;
    private final JdbcClient db;

    AgendaIndex(SearchIndex search, Languages languages, JdbcClient db) {
        this.search = search;
        this.languages = languages;
        this.db = db;
    }

    /** Makes the index say what the event now is; part of the caller's transaction. */
    void refresh(UUID event) {
        db.sql(INDEXED + " and e.id = :id")
                .param("id", event)
                .query(this::entry)
                .optional()
                .ifPresentOrElse(search::put, () -> search.remove(Kind.EVENT, event.toString()));
    }

    @Override
    public Kind kind() {
        return Kind.EVENT;
    }

    @Override
    public void each(Consumer<Entry> entries) {
        try (var all = db.sql(INDEXED).query(this::entry).stream()) {
            all.forEach(entries);
        }
    }

    private Entry entry(ResultSet row, int n) throws SQLException {
        Event event = Rows.event(row, n);
        Details details = event.details();
        boolean everyone = details.kind() == EventKind.PUBLIC;
        Texts t = languages.in(Locale.FRENCH);
        String summary = t.name(details.kind()) + (details.place().isEmpty() ? "" : " · " + details.place());
        return new Entry(
                Kind.EVENT,
                event.id().toString(),
                everyone ? "/agenda/" + event.id() : "/espace/agenda/evenements/" + event.id(),
                details.title(),
                summary,
                details.description(),
                details.departments().stream().map(DepartmentCode::code).toList(),
                List.of(),
                everyone ? Audience.everyone() : inside(row),
                event.updatedAt());
    }

    /** Officers and facilitator, and the partners who are invited. */
    private static Audience inside(ResultSet row) throws SQLException {
        var invited = row.getArray("partners");
        var people = new ArrayList<UUID>();
        if (invited != null)
            Arrays.stream((String[]) invited.getArray()).map(UUID::fromString).forEach(people::add);
        return Audience.roles(Role.OFFICER, Role.FACILITATOR).andPeople(people);
    }
}
