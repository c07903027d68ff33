package org.maillage.platform;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** One PostgreSQL: the one that {@code MAILLAGE_DATABASE_URL} names, else an embedded one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    @Lazy
    EmbeddedDatabase embeddedDatabase(DatabaseSettings settings) {
        return new EmbeddedDatabase(settings.data());
    }

    @Bean(destroyMethod = "close")
    DataSource dataSource(DatabaseSettings settings, ObjectProvider<EmbeddedDatabase> embedded) {
        String given = settings.databaseUrl();
        var url = given == null || given.isBlank()
                ? new DatabaseUrl(embedded.getObject().jdbcUrl(), "postgres", "")
                : DatabaseUrl.parse(given);
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url.jdbc());
        if (!url.user().isEmpty()) pool.setUsername(url.user());
        if (!url.password().isEmpty()) pool.setPassword(url.password());
        pool.setMaximumPoolSize(settings.databaseConnections());
        pool.setPoolName("maillage");
        pool.addDataSourceProperty("ApplicationName", "maillage");
        // A detail quotes the row at fault, such as an e-mail address: errors end in logs, rows do not.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return pool;
    }
}
