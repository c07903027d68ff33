package org.maillage.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For tests: what arrives in the mailbox of somebody who asked for a link. */
@Component
class SignInMailbox {
    private final JdbcClient db;
    private final Set<String> read = new HashSet<>();

    SignInMailbox(JdbcClient db) {
        this.db = db;
    }

    /** Path of a link that was not read before. */
    String link(String email) {
        return await().until(() -> unread(email), Optional::isPresent)
                .map(link -> {
                    read.add(link);
                    assertThat(link).contains("/connexion/lien/");
                    return link.substring(link.indexOf("/connexion/lien/"));
                })
                .orElseThrow();
    }

    /** Subject and body of the last message. */
    String last(String email) {
        return await().until(
                        () -> db.sql("""
                        select replace(l.subject || l.text, '{{name}}', d.fields ->> 'name') from mail_delivery d
                          join mail_letter l on l.id = d.letter
                         where d.address = ? order by d.id desc limit 1""")
                                .param(email)
                                .query((row, n) -> String.valueOf(row.getString(1)))
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> unread(String email) {
        return db
                .sql("select fields ->> 'link' from mail_delivery where address = ? order by id desc")
                .param(email)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list()
                .stream()
                .filter(link -> !read.contains(link))
                .findFirst();
    }
}
