package org.maillage.directory;

import java.time.Clock;
import java.util.List;
import org.maillage.kernel.DepartmentCode;
import org.maillage.network.Department;
import org.maillage.platform.Paris;
import org.maillage.web.Languages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes readings that know every department of the country and what day it is. */
@Component
class ProviderReadings {
    private final JdbcClient db;
    private final Languages languages;
    private final Clock clock;

    ProviderReadings(JdbcClient db, Languages languages, Clock clock) {
        this.db = db;
        this.languages = languages;
        this.clock = clock;
    }

    ProviderReading today() {
        List<Department> departments = db.sql("select code, name from department")
                .query((row, n) -> new Department(new DepartmentCode(row.getString("code")), row.getString("name")))
                .list();
        return new ProviderReading(
                departments, languages, clock.instant().atZone(Paris.ZONE).toLocalDate());
    }
}
