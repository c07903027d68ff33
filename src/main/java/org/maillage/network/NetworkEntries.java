package org.maillage.network;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.maillage.search.Audience;
import org.maillage.search.Entry;
import org.maillage.search.Kind;
import org.maillage.search.SearchDepartments;
import org.maillage.search.SearchSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The network in the index: people in office for members, DLAs, hosts, funders and partners for everybody. V104 keeps
 * them there whoever changes a row; this gives the same view for {@code bin/reindex}.
 */
@Configuration(proxyBeanMethods = false)
class NetworkEntries {

    @Bean
    SearchSource peopleEntries(JdbcClient db) {
        return new Rows(Kind.PERSON, db);
    }

    @Bean
    SearchSource organisationEntries(JdbcClient db) {
        return new Rows(Kind.ORGANISATION, db);
    }

    /** Read at most once a minute: every page of results offers them. */
    @Bean
    SearchDepartments searchDepartments(Network network) {
        LoadingCache<Boolean, Map<String, String>> cache = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofMinutes(1))
                .build(one -> {
                    Map<String, String> names = new LinkedHashMap<>();
                    for (Department d : network.departments())
                        names.put(d.code().code(), d.name() + " (" + d.code() + ")");
                    return names;
                });
        return () -> cache.get(true);
    }

    private record Rows(Kind kind, JdbcClient db) implements SearchSource {
        @Override
        public void each(Consumer<Entry> entries) {
            db.sql("select * from search_network where kind = :kind order by id")
                    .param("kind", kind.name())
                    .query(Rows::entry)
                    .list()
                    .forEach(entries);
        }

        private static Entry entry(ResultSet row, int n) throws SQLException {
            return new Entry(
                    Kind.valueOf(row.getString("kind")),
                    row.getString("id"),
                    row.getString("path"),
                    row.getString("title"),
                    row.getString("summary"),
                    row.getString("text"),
                    strings(row.getArray("departments")),
                    strings(row.getArray("domains")),
                    new Audience(strings(row.getArray("audience"))),
                    row.getObject("at", OffsetDateTime.class).toInstant());
        }

        private static List<String> strings(Array array) throws SQLException {
            return Arrays.asList((String[]) array.getArray());
        }
    }
}
