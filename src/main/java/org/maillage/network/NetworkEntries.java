package org.maillage.network;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.maillage.search.Entry;
import org.maillage.search.EntryRow;
import org.maillage.search.Kind;
import org.maillage.search.SearchDepartments;
import org.maillage.search.SearchSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The network in the index, for everybody: DLAs, hosts, funders, and the network itself with the names of its partners.
 * V104 keeps them there whoever changes a row; this gives the same view for {@code bin/reindex}. People and what
 * partners offer are the directory's.
 */
@Configuration(proxyBeanMethods = false)
class NetworkEntries {

    @Bean
    SearchSource networkOrganisations(JdbcClient db) {
        return new SearchSource() {
            @Override
            public Kind kind() {
                return Kind.ORGANISATION;
            }

            @Override
            public void each(Consumer<Entry> entries) {
                db.sql("select * from search_network order by id")
                        .query(EntryRow::read)
                        .list()
                        .forEach(entries);
            }
        };
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
}
