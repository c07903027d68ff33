package org.maillage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flywaydb.core.Flyway;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;
import org.maillage.tenders.Kind;
import org.maillage.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The rule of matching, in Java and in SQL, held against each other and against what people expect of an empty list. */
class ChoicesTest {
    private static final JdbcClient db = database();

    private static JdbcClient database() {
        String url = TestDatabase.create();
        Flyway.configure().dataSource(new DriverManagerDataSource(url)).load().migrate();
        return JdbcClient.create(new SingleConnectionDataSource(url, true));
    }

    record Call(Set<DepartmentCode> departments, Set<Domain> domains, Kind kind) {}

    @Property(tries = 500)
    void sql_and_java_say_the_same(@ForAll("choices") Choices choices, @ForAll("calls") Call call) {
        boolean sql = db.sql("select choice_matches(:d, :o, :k, :cd, :co, :ck)")
                .param("d", Subscriptions.array(choices.departmentCodes()))
                .param("o", Subscriptions.array(choices.domainNames()))
                .param("k", Subscriptions.array(choices.kindNames()))
                .param(
                        "cd",
                        call.departments().stream().map(DepartmentCode::code).toArray(String[]::new))
                .param("co", call.domains().stream().map(Enum::name).toArray(String[]::new))
                .param("ck", call.kind().name())
                .query(Boolean.class)
                .single();
        assertThat(sql).isEqualTo(choices.match(call.departments(), call.domains(), call.kind()));
        assertThat(sql).isEqualTo(expected(choices, call));
    }

    /** Said once more from the other end: what of the choice excludes the call. */
    private static boolean expected(Choices choices, Call call) {
        for (var chosen : List.of(
                List.of(choices.departments(), call.departments()),
                List.of(choices.domains(), call.domains()),
                List.of(choices.kinds(), Set.of(call.kind())))) {
            var wanted = Set.copyOf(chosen.get(0));
            if (wanted.isEmpty()) continue;
            if (chosen.get(1).stream().noneMatch(wanted::contains)) return false;
        }
        return true;
    }

    @Example
    void whoever_ticks_nothing_misses_nothing() {
        for (Kind kind : Kind.values())
            assertThat(Choices.ALL.match(Set.of(new DepartmentCode("2A")), Set.of(Domain.LEGAL), kind))
                    .isTrue();
    }

    @Provide
    Arbitrary<Choices> choices() {
        return Combinators.combine(
                        departments().list().ofMaxSize(5),
                        Arbitraries.of(Domain.class).list().ofMaxSize(5),
                        Arbitraries.of(Kind.class).list().ofMaxSize(2))
                .as(Choices::new);
    }

    @Provide
    Arbitrary<Call> calls() {
        return Combinators.combine(
                        departments().set().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(Domain.class).set().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of(Kind.class))
                .as(Call::new);
    }

    private static Arbitrary<DepartmentCode> departments() {
        return Arbitraries.of("08", "10", "51", "52", "2A").map(DepartmentCode::new);
    }
}
