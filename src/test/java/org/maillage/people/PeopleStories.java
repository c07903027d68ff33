package org.maillage.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Role;
import org.maillage.network.Network;
import org.maillage.network.People;
import org.maillage.network.Person;
import org.maillage.platform.Demonstration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** People of a test's own, who come and go without troubling those of the demonstration. */
@Component
@Demonstration
public class PeopleStories {
    private final People people;
    private final Network network;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    PeopleStories(People people, Network network, JdbcClient db, TransactionTemplate transaction) {
        this.people = people;
        this.network = network;
        this.db = db;
        this.transaction = transaction;
    }

    public Person officer(String dla) {
        return somebody(Role.OFFICER, dla);
    }

    public Person somebody(Role role, @Nullable String dla) {
        String name = "essai-" + UUID.randomUUID();
        UUID id = transaction.execute(status -> people.join(
                "Dominique " + name,
                "",
                EmailAddress.of(name + "@example.org"),
                role,
                dla == null ? null : new DlaId(dla)));
        return network.person(id).orElseThrow();
    }

    public Person again(Person person) {
        return network.person(person.id()).orElseThrow();
    }

    public Person account(String account) {
        return network.personByAccount(account).orElseThrow();
    }

    /** Takes away everyone who joined in a test, and what they left. */
    public void clean() {
        db.sql("delete from invitation").update();
        db.sql("delete from stand_in").update();
        db.sql("delete from notification").update();
        db.sql("delete from person where joined_on is not null").update();
        db.sql("update person set left_on = null, handed_over = false where left_on is not null and gone_at is null")
                .update();
    }
}
