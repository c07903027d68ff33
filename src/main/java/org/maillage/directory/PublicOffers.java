package org.maillage.directory;

import java.time.Clock;
import java.util.List;
import org.maillage.kernel.DepartmentCode;
import org.maillage.network.PartnerOffers;
import org.maillage.platform.Paris;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Offers for everyone, on the public pages of the DLAs. */
@Component
class PublicOffers implements PartnerOffers {
    private final JdbcClient db;
    private final Clock clock;

    PublicOffers(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<Offer> in(DepartmentCode department) {
        return db.sql("""
                select a.name, o.title, o.publics, o.text
                  from partner_offer o join partner a on a.id = o.partner
                 where o.public and (o.starts_on is null or o.starts_on <= :today) and (o.ends_on is null or o.ends_on >= :today)
                   and (cardinality(o.departments) = 0 or o.departments @> array[cast(:department as text)])
                 order by a.turn, o.title, o.id""")
                .param("department", department.code())
                .param("today", clock.instant().atZone(Paris.ZONE).toLocalDate())
                .query((row, n) -> new Offer(
                        row.getString("name"), row.getString("title"), row.getString("publics"), row.getString("text")))
                .list();
    }
}
