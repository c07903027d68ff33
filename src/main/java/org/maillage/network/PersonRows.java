package org.maillage.network;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Role;
import org.maillage.kernel.StandIn;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How a person is read: with the absences under way that concern them, in the same statement. */
@Component
class PersonRows implements RowMapper<Person> {
    /** Of {@code person p}, on {@code :today}. Whoever is gone is neither absent nor stands in. */
    static final String PERSON = """
            select p.*, (select json_agg(json_build_object('dla', s.dla, 'dlaName', d.name, 'substitute', b.id,
                                         'substituteName', b.name, 'absentName', a.name, 'lastDay', s.last_day)
                                         order by s.substitute <> p.id, s.id)
                           from stand_in s
                           join dla d on d.id = s.dla
                           join person a on a.id = s.absent and a.gone_at is null and (a.left_on is null or a.left_on >= :today)
                           join person b on b.id = s.substitute and b.gone_at is null
                                and (b.left_on is null or b.left_on >= :today)
                          where (s.substitute = p.id or s.dla = p.dla) and s.state = 'CONSENTED'
                            and :today between s.first_day and s.last_day) stand_ins
              from person p
            """;

    static final String IN_OFFICE = "p.gone_at is null and (p.left_on is null or p.left_on >= :today)";

    private static final TypeReference<List<Row>> ROWS = new TypeReference<>() {};
    private final JsonMapper json;

    PersonRows(JsonMapper json) {
        this.json = json;
    }

    private record Row(
            String dla, String dlaName, UUID substitute, String substituteName, String absentName, LocalDate lastDay) {}

    @Override
    public Person mapRow(ResultSet row, int n) throws SQLException {
        @Nullable String dla = row.getString("dla");
        return new Person(
                row.getObject("id", UUID.class),
                row.getString("account"),
                row.getString("name"),
                row.getString("title"),
                new EmailAddress(row.getString("email")),
                Role.valueOf(row.getString("role")),
                dla == null ? null : new DlaId(dla),
                row.getObject("joined_on", LocalDate.class),
                row.getObject("left_on", LocalDate.class),
                standIns(row.getString("stand_ins")));
    }

    private List<StandIn> standIns(@Nullable String array) {
        if (array == null) return List.of();
        return json.readValue(array, ROWS).stream()
                .map(s -> new StandIn(
                        new DlaId(s.dla()),
                        s.dlaName(),
                        s.substitute(),
                        s.substituteName(),
                        s.absentName(),
                        s.lastDay()))
                .toList();
    }
}
