package org.maillage.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Role;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MaillageTest
class NetworkLoaderTest {
    @Autowired
    NetworkLoader loader;

    @Autowired
    Network network;

    @Autowired
    Profile profile;

    @Autowired
    JdbcClient db;

    @Test
    void the_network_of_the_region_stands_before_anything_reads_it() {
        assertThat(network.dlas())
                .extracting(dla -> dla.id().slug())
                .contains("ardennes", "aube", "marne", "haute-marne");
        assertThat(network.dlaOf(new DepartmentCode("51")))
                .map(Dla::departmentName)
                .contains("Marne");
        assertThat(profile.get().legal().publisher()).isNotBlank();
        assertThat(network.funders()).extracting(Supporter::id).startsWith("etat", "cdc");
        assertThat(network.partners()).isNotEmpty();
    }

    @Test
    void six_fictional_officers_are_in_office_and_none_has_a_real_address() {
        assertThat(network.people(Role.OFFICER))
                .extracting(Person::account)
                .contains("ardennes-1", "ardennes-2", "aube-1", "marne-1", "haute-marne-1", "haute-marne-2");
        assertThat(network.officersOf(new DlaId("haute-marne"))).hasSizeGreaterThanOrEqualTo(2);
        assertThat(network.personByAccount("animateur")).map(Person::role).contains(Role.FACILITATOR);
        assertThat(db.sql("select count(*) from person where email not like '%@example.org'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void every_commune_of_France_is_known() {
        assertThat(count("commune")).isBetween(34_500, 36_000);
        assertThat(count("commune_name")).isGreaterThan(count("commune"));
        assertThat(count("department")).isGreaterThanOrEqualTo(101);
    }

    @Test
    void nodes_that_start_together_load_it_once() {
        int communes = count("commune");
        int people = count("person");
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 4).forEach(n -> nodes.submit(loader::load));
        }
        assertThat(count("network_profile")).isEqualTo(1);
        assertThat(count("commune")).isEqualTo(communes);
        assertThat(count("person")).isEqualTo(people);
    }

    private int count(String table) {
        return db.sql("select count(*) from " + table).query(Integer.class).single();
    }
}
