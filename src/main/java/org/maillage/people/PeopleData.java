package org.maillage.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.maillage.identity.PersonalData;
import org.maillage.network.Absence;
import org.maillage.network.Absences;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.platform.Paris;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Someone's days in the network, their absences and the invitations that they sent: without anybody else's address. */
@Component
class PeopleData implements PersonalData {
    private final Network network;
    private final Absences absences;
    private final JdbcClient db;
    private final Clock clock;

    PeopleData(Network network, Absences absences, JdbcClient db, Clock clock) {
        this.network = network;
        this.absences = absences;
        this.db = db;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public void gather(UUID person, Into archive) {
        LocalDate today = clock.instant().atZone(Paris.ZONE).toLocalDate();
        network.person(person).ifPresent(p -> archive.record("stay", stay(p)));
        archive.record(
                "absences",
                absences.of(person, today).stream().map(a -> absence(a, person)).toList());
        archive.record(
                "invitations",
                db.sql(
                                "select role, dla, sent_at, expires_at from invitation where invited_by = :person order by sent_at")
                        .param("person", person)
                        .query()
                        .listOfRows());
    }

    private static Map<String, Object> stay(Person person) {
        var stay = new LinkedHashMap<String, Object>();
        if (person.joinedOn() != null) stay.put("firstDay", person.joinedOn());
        if (person.lastDay() != null) stay.put("lastDay", person.lastDay());
        return stay;
    }

    private static Map<String, Object> absence(Absence absence, UUID person) {
        return Map.of(
                "part", absence.absent().equals(person) ? "absent" : "stand-in",
                "dla", absence.dla().slug(),
                "firstDay", absence.firstDay(),
                "lastDay", absence.lastDay(),
                "state", absence.state());
    }
}
