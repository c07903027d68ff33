package org.maillage.network;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.maillage.kernel.DepartmentCode;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The communes of France in PostgreSQL. Names are given as {@link CommuneName#plain} makes them. */
@Repository
@DependsOn("networkLoader")
class Communes {
    private static final String COMMUNE = """
            select c.code, c.name, c.department, d.name department_name, n.name met,
                   exists (select from dla where dla.department = c.department) served
              from commune_name n
              join commune c on c.code = n.commune
              join department d on d.code = c.department
            """;
    // Those that this network serves first, then towns before villages: what a visitor most likely means.
    private static final String LIKELY = " order by served desc, n.former, c.inhabitants desc, c.name, c.code";
    private final JdbcClient db;

    Communes(JdbcClient db) {
        this.db = db;
    }

    Optional<Commune> byCode(String code) {
        return db.sql(COMMUNE + " where c.code = :code and not n.former")
                .param("code", code)
                .query(Communes::commune)
                .optional();
    }

    List<Commune> byPostcode(String postcode) {
        return db.sql(COMMUNE + " where c.postcodes @> array[:postcode]::text[] and not n.former" + LIKELY)
                .param("postcode", postcode)
                .query(Communes::commune)
                .list();
    }

    /** All communes of exactly this name. */
    List<Commune> named(String plain) {
        return db.sql(COMMUNE + " where n.plain = :plain" + LIKELY)
                .param("plain", plain)
                .query(Communes::commune)
                .list();
    }

    /** Communes whose name begins so, then those of which a later word does. */
    List<Commune> beginning(String plain, int most) {
        return db.sql(COMMUNE + " where n.plain like :start" + LIKELY + " limit :most")
                .param("start", plain + "%")
                .param("most", most)
                .query(Communes::commune)
                .list();
    }

    /** Communes of which a word after the first begins so: {@code remy} finds Saint-Remy. */
    List<Commune> containing(String plain, int most) {
        return db.sql(COMMUNE + " where n.plain like :word" + LIKELY + " limit :most")
                .param("word", "% " + plain + "%")
                .param("most", most)
                .query(Communes::commune)
                .list();
    }

    /** Communes whose name shares letters with this one, the most alike first. */
    @Transactional // the threshold is this query's alone
    List<Commune> alike(String plain, int most) {
        db.sql("select set_config('pg_trgm.similarity_threshold', '0.18', true)")
                .query(String.class)
                .single();
        return db.sql(COMMUNE + """
                 where n.plain % :plain
                 order by similarity(n.plain, :plain) desc, served desc, c.inhabitants desc
                 limit :most""")
                .param("plain", plain)
                .param("most", most)
                .query(Communes::commune)
                .list();
    }

    /** The department of that code or name, of the whole country. */
    Optional<Department> department(String codeOrName) {
        return db.sql("select code, name from department where code = upper(:given) or plain(name) = plain(:given)")
                .param("given", codeOrName)
                .query((row, n) -> new Department(new DepartmentCode(row.getString("code")), row.getString("name")))
                .optional();
    }

    private static Commune commune(ResultSet row, int n) throws SQLException {
        return new Commune(
                row.getString("code"),
                row.getString("name"),
                new Department(new DepartmentCode(row.getString("department")), row.getString("department_name")),
                row.getString("met"),
                row.getBoolean("served"));
    }
}
