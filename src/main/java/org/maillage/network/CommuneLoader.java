package org.maillage.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Fills departments and communes from the resources under {@code france/} ({@code bin/france-data} makes them): 35,000
 * communes and their 2,500 former ones by {@code COPY} into bare tables, whose indexes are built afterwards. That takes
 * about half the time of filling them line by line; docs/data.md has the figures.
 */
@Component
class CommuneLoader {
    private static final Logger log = LoggerFactory.getLogger(CommuneLoader.class);
    private final JdbcTemplate db;

    CommuneLoader(JdbcTemplate db) {
        this.db = db;
    }

    /** Part of the caller's transaction; does nothing when this edition is already there. */
    void load() {
        String edition = edition();
        if (!db.queryForList("select edition from commune_edition where edition = ?", edition)
                .isEmpty()) return;
        long start = System.nanoTime();
        var communes = new StringBuilder(2 << 20);
        var names = new StringBuilder(2 << 20);
        departments();
        communes(communes, names);
        bare("commune", () -> replace(communes));
        bare("commune_name", () -> {
            db.execute("truncate commune_name");
            copy("commune_name (commune, name, plain, former)", names);
        });
        db.execute("analyze commune (code), commune_name (plain)"); // before the first visitor, the planner learns the
        // sizes
        db.update("""
                insert into commune_edition (edition) values (?)
                    on conflict (one) do update set edition = excluded.edition""", edition);
        log.info("Loaded the communes of France in {} ms", (System.nanoTime() - start) / 1_000_000);
    }

    /** Does {@code fill} while {@code table} has neither indexes nor foreign keys, and makes them anew in one go each. */
    private void bare(String table, Runnable fill) {
        List<Part> parts =
                db.query("""
                select 'drop index ' || indexrelid::regclass as removal, pg_get_indexdef(indexrelid) as renewal
                  from pg_index where indrelid = cast(? as regclass) and not indisprimary
                union all
                select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                  from pg_constraint where conrelid = cast(? as regclass) and contype = 'f'""", (row, n) -> new Part(row.getString("removal"), row.getString("renewal")), table, table);
        parts.forEach(part -> db.execute(part.removal()));
        fill.run();
        parts.forEach(part -> db.execute(part.renewal()));
    }

    private record Part(String removal, String renewal) {}

    /** Communes stay where they are, since others may point at them; those that exist no more leave unless one does. */
    private void replace(StringBuilder communes) {
        String columns = " (code, department, name, inhabitants, postcodes)";
        if (db.queryForList("select 1 from commune limit 1").isEmpty()) {
            copy("commune" + columns, communes);
            return;
        }
        db.execute("create temporary table commune_now (like commune) on commit drop");
        copy("commune_now" + columns, communes);
        db.update("""
                insert into commune select * from commune_now
                    on conflict (code) do update
                       set name = excluded.name, department = excluded.department,
                           inhabitants = excluded.inhabitants, postcodes = excluded.postcodes""");
        db.update("delete from commune where not exists (select from commune_now n where n.code = commune.code)");
    }

    private void departments() {
        try (var lines = lines("departments.tsv")) {
            List<Object[]> departments =
                    lines.lines().map(line -> (Object[]) line.split("\t", -1)).toList();
            db.batchUpdate("""
                    insert into department (code, name, region) values (?, ?, ?)
                        on conflict (code) do update set name = excluded.name, region = excluded.region""", departments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line a commune: code, department, name, inhabitants, postcodes, former names. */
    private static void communes(StringBuilder communes, StringBuilder names) {
        try (var lines = lines("communes.tsv.gz")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] part = line.split("\t", -1);
                communes.append(part[0]).append('\t').append(part[1]).append('\t');
                communes.append(part[2]).append('\t').append(part[3]).append("\t{");
                communes.append(part[4]).append("}\n");
                name(names, part[0], part[2], false);
                if (!part[5].isEmpty()) for (String former : part[5].split("\\|")) name(names, part[0], former, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void name(StringBuilder names, String commune, String name, boolean former) {
        names.append(commune).append('\t').append(name).append('\t');
        names.append(CommuneName.plain(name)).append('\t').append(former).append('\n');
    }

    private void copy(String target, StringBuilder rows) {
        db.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + target + " from stdin", new StringReader(rows.toString()), 1 << 16);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static BufferedReader lines(String name) throws IOException {
        var file = new ClassPathResource("france/" + name).getInputStream();
        return new BufferedReader(new InputStreamReader(
                name.endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file, StandardCharsets.UTF_8));
    }

    /** Digest of the resources: they differ, the edition differs. */
    private static String edition() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String name : new String[] {"departments.tsv", "communes.tsv.gz"})
                try (var file =
                        new DigestInputStream(new ClassPathResource("france/" + name).getInputStream(), digest)) {
                    file.transferTo(java.io.OutputStream.nullOutputStream());
                }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has SHA-256
        }
    }
}
