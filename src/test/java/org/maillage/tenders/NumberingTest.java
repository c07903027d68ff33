package org.maillage.tenders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Numbers of calls on real PostgreSQL: many publications at once, some undone, years and departments apart. */
@MaillageTest
class NumberingTest {
    @Autowired
    Tenders tenders;

    @Autowired
    TenderStories given;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void publications_at_once_some_undone_are_numbered_without_gap_or_double(long seed) throws Exception {
        // Years that no other test uses: each seed has its own two, published from both sides of New Year in Paris.
        int year = 2030 + (int) (seed % 13) * 2;
        Instant before = Instant.parse(year + "-12-31T22:59:59Z");
        Instant after = Instant.parse(year + "-12-31T23:00:01Z");
        var random = new Random(seed);
        var jobs = new ArrayList<Callable<Object>>();
        for (int i = 0; i < 48; i++) {
            String dla = random.nextBoolean() ? "aube" : "haute-marne";
            Instant at = random.nextBoolean() ? before : after;
            boolean undone = random.nextInt(3) == 0;
            Tender draft = given.draft(dla, "Un appel parmi d’autres " + i, at);
            jobs.add(() -> transaction.execute(t -> {
                Tender out = tenders.save(draft.published(at), at);
                pause();
                if (undone) t.setRollbackOnly();
                return out;
            }));
        }
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (var job : threads.invokeAll(jobs)) job.get();
        }

        int seen = 0;
        for (int y : new int[] {year, year + 1})
            for (String department : new String[] {"10", "52"}) {
                List<Integer> numbers = numbers(y, department);
                seen += numbers.size();
                assertThat(numbers)
                        .as("%d in %s", y, department)
                        .isEqualTo(
                                IntStream.rangeClosed(1, numbers.size()).boxed().toList());
            }
        assertThat(seen).as("published at all").isBetween(20, 47);
    }

    @Test
    void the_year_is_the_one_in_paris_and_the_department_the_dlas() {
        Instant newYear = Instant.parse("2060-12-31T23:30:00Z");
        Tender draft = given.draft("ardennes", "Au douzième coup de minuit", newYear);
        Tender out = transaction.execute(t -> tenders.save(draft.published(newYear), newYear));
        assertThat(out.reference()).isEqualTo(new Reference("2061-08-001"));
        assertThat(new Reference("2061-08-001").department().code()).isEqualTo("08");
        assertThat(new Reference("2061-2A-1234").number()).isEqualTo(1234);
    }

    @Test
    void the_thousandth_call_has_four_digits() {
        Instant at = Instant.parse("2063-05-05T10:00:00Z");
        db.sql("insert into tender_sequence (year, department, last) values (2063, '51', 999)")
                .update();
        Tender draft = given.draft("marne", "Le millième appel", at);
        Tender out = transaction.execute(t -> tenders.save(draft.published(at), at));
        assertThat(out.reference()).isEqualTo(new Reference("2063-51-1000"));
    }

    private List<Integer> numbers(int year, String department) {
        return db
                .sql("select reference from tender where reference like ? order by reference")
                .param(year + "-" + department + "-%")
                .query((row, n) -> new Reference(row.getString("reference")).number())
                .list()
                .stream()
                .sorted()
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
