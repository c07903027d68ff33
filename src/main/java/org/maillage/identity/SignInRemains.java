package org.maillage.identity;

import org.maillage.network.PersonLeft;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Who has left keeps no way in: their keys, sessions and links go at once, before the rest of what is about them. */
@Component
class SignInRemains {
    private final JdbcClient db;

    SignInRemains(JdbcClient db) {
        this.db = db;
    }

    @ApplicationModuleListener
    void on(PersonLeft left) {
        db.sql("delete from passkey where person = :person")
                .param("person", left.person())
                .update();
        db.sql("delete from sign_in_link where person = :person")
                .param("person", left.person())
                .update();
        db.sql("delete from spring_session where principal_name = :person")
                .param("person", left.person().toString())
                .update();
    }
}
