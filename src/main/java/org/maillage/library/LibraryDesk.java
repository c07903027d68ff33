package org.maillage.library;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.home.Desk;
import org.maillage.kernel.Member;
import org.maillage.platform.Paris;
import org.maillage.web.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What tools lay on an officer's desk: proposals to answer, files they have out, tools to read again, variants left behind. */
@Component
class LibraryDesk implements Desk {
    private static final int MOST = 20;
    private final JdbcClient db;

    LibraryDesk(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Laid of(Member member, Texts t, Instant now) {
        if (member.dla() == null) return Laid.NOTHING;
        LocalDate today = now.atZone(Paris.ZONE).toLocalDate();
        List<Need> needs = db.sql("""
                        select 1 turn, 'proposal' what, p.common tool, p.id, c.title, null::timestamptz by, null::date late
                          from tool_proposal p join tool c on c.id = p.common
                         where p.state = 'OPEN' and c.deleted_at is null
                           and exists (select from tool_author a where a.tool = c.id and a.dla = :dla)
                        union all
                        select 2, 'out', f.tool, f.id, t.title, c.until, null
                          from tool_checkout c join tool_file f on f.id = c.slot join tool t on t.id = f.tool
                         where c.person = :me and c.until > :now and t.deleted_at is null
                        union all
                        select 3, 'review', t.id, t.id, t.title, null, t.review_on
                          from tool t join tool_author a on a.tool = t.id and a.dla = :dla
                         where t.state = 'COMMON' and t.review_on <= :today and t.deleted_at is null
                        union all
                        select 4, 'moved', v.id, v.id, v.title, null, null
                          from tool v join tool c on c.id = v.variant_of
                         where v.dla = :dla and v.state = 'VARIANT' and v.deleted_at is null
                           and c.deleted_at is null and c.version > v.base
                         order by turn, by, late, title limit :most""")
                .param("dla", member.dla().slug())
                .param("me", member.id())
                .param("now", now.atOffset(UTC))
                .param("today", today)
                .param("most", MOST)
                .query((row, n) -> {
                    String what = row.getString("what");
                    UUID tool = row.getObject("tool", UUID.class);
                    @Nullable OffsetDateTime by = row.getObject("by", OffsetDateTime.class);
                    String path = Tool.path(tool);
                    return new Need(
                            t.localize("library.desk." + what, row.getString("title")),
                            switch (what) {
                                case "proposal" -> path + "/propositions/" + row.getObject("id", UUID.class);
                                case "moved" -> path + "/mise-a-jour";
                                default -> path;
                            },
                            by == null ? null : by.toInstant());
                })
                .list();
        return new Laid(needs, List.of());
    }
}
