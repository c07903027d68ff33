package org.maillage.identity;

import org.maillage.network.PersonLeft;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Whoever has left is nobody here at the next click; this takes away their keys, and what their sessions and links kept. */
@Component
class Leavers {
    private final JdbcClient db;

    Leavers(JdbcClient db) {
        this.db = db;
    }

    @ApplicationModuleListener
    void on(PersonLeft event) {
        db.sql("delete from passkey where person = :person")
                .param("person", event.person())
                .update();
        db.sql("delete from spring_session where principal_name = :person")
                .param("person", event.person().toString())
                .update();
        db.sql("delete from sign_in_link where person = :person")
                .param("person", event.person())
                .update();
    }
}
