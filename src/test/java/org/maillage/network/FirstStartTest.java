package org.maillage.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maillage.testing.TestDatabase;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** The first start of a platform in production, on an empty database of its own. */
class FirstStartTest {
    private static final String CHAMPAGNE_ARDENNE = "classpath:networks/champagne-ardenne.json";
    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.create());
    private final JdbcClient db = JdbcClient.create(database);

    @BeforeEach
    void migrated() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    @Test
    void the_operator_names_the_first_facilitator_and_nobody_else_is_there() {
        start(CHAMPAGNE_ARDENNE, "first.person@example.net");
        start(CHAMPAGNE_ARDENNE, "second.person@example.net");
        assertThat(db.sql("select role || ' ' || email from person")
                        .query(String.class)
                        .list())
                .containsExactly("FACILITATOR first.person@example.net");
    }

    @Test
    void without_a_name_nobody_is_made_up() {
        start(CHAMPAGNE_ARDENNE, null);
        assertThat(count("person")).isZero();
        assertThat(count("dla")).isEqualTo(4);
    }

    @Test
    void another_region_is_another_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("network.json"), """
                {"profile": {"name": "Les DLA de Corse", "region": "Corse", "centre": "C2RA", "centreHost": "Porteur",
                  "centreAbout": "", "email": "c2ra@example.net", "phone": "", "address": "",
                  "legal": {"publisher": "P", "director": "D", "hosting": "H", "dataContact": "d@example.net"}},
                 "hosts": [{"id": "porteur", "name": "Porteur", "about": "", "website": ""}],
                 "dlas": [{"id": "corse-du-sud", "name": "DLA de Corse-du-Sud", "department": "2A", "host": "porteur",
                  "branch": "", "since": 2005, "about": "", "email": "dla2a@example.net", "phone": "", "address": ""}],
                 "funders": [], "partners": [], "history": [], "rules": {"tender.minimum-days-to-answer": 15}}""");
        start(file.toUri().toString(), null);
        assertThat(db.sql("select name from dla").query(String.class).list()).containsExactly("DLA de Corse-du-Sud");
        assertThat(new NetworkRules(db).minimumTimeToAnswer().toDays()).isEqualTo(15);
    }

    @Test
    void a_network_file_that_is_not_there_stops_the_start_and_leaves_nothing_half_done() {
        assertThatThrownBy(() -> start("file:/nowhere/network.json", null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MAILLAGE_NETWORK");
        assertThat(count("commune")).isZero();
    }

    @Test
    void a_new_edition_of_the_communes_replaces_the_old_one() {
        start(CHAMPAGNE_ARDENNE, null);
        int communes = count("commune");
        int names = count("commune_name");
        db.sql("update commune set name = 'Ancien nom' where code = '51454'").update();
        db.sql("insert into commune values ('51999', 'Disparue', '51', 1, '{}')")
                .update();
        start(CHAMPAGNE_ARDENNE, null);
        assertThat(count("commune")).as("the same edition changes nothing").isEqualTo(communes + 1);
        db.sql("update commune_edition set edition = 'earlier'").update();
        start(CHAMPAGNE_ARDENNE, null);
        assertThat(count("commune")).isEqualTo(communes);
        assertThat(count("commune_name")).isEqualTo(names);
        assertThat(db.sql("select name from commune where code = '51454'")
                        .query(String.class)
                        .single())
                .isEqualTo("Reims");
    }

    private void start(String network, @Nullable String facilitator) {
        var resources = new DefaultResourceLoader();
        var json = JsonMapper.shared();
        new NetworkLoader(
                        db,
                        new DataSourceTransactionManager(database),
                        new CommuneLoader(new JdbcTemplate(database)),
                        new NetworkSettings(network, facilitator, "Animation"),
                        resources,
                        json,
                        new StaticListableBeanFactory().getBeanProvider(DemonstrationPeople.class))
                .afterPropertiesSet();
    }

    private int count(String table) {
        return db.sql("select count(*) from " + table).query(Integer.class).single();
    }
}
