package org.maillage.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.maillage.kernel.Refused;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Passkeys in PostgreSQL. Callers own the transaction. */
@Repository
class Passkeys {
    /** More would be a mistake, or somebody filling the table. */
    static final int MOST = 20;

    private final JdbcClient db;

    Passkeys(JdbcClient db) {
        this.db = db;
    }

    /** Those of {@code person}, oldest first. */
    List<Passkey> of(UUID person) {
        return db.sql("select * from passkey where person = :person order by added_on, name")
                .param("person", person)
                .query(Passkeys::passkey)
                .list();
    }

    boolean anyOf(UUID person) {
        return db.sql("select exists (select from passkey where person = :person)")
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** Another person's passkey does not exist for {@code person}. */
    Optional<Passkey> find(UUID person, UUID id) {
        return db.sql("select * from passkey where id = :id and person = :person")
                .param("id", id)
                .param("person", person)
                .query(Passkeys::passkey)
                .optional();
    }

    /** The identifiers by which the devices of {@code person} know their keys. */
    List<byte[]> credentials(UUID person) {
        return db.sql("select credential from passkey where person = :person")
                .param("person", person)
                .query((row, n) -> Objects.requireNonNull(row.getBytes(1)))
                .list();
    }

    Optional<StoredKey> key(byte[] credential) {
        return db.sql("select * from passkey where credential = :credential")
                .param("credential", credential)
                .query((row, n) -> new StoredKey(
                        row.getObject("person", UUID.class),
                        row.getBytes("credential"),
                        row.getBytes("public_key"),
                        row.getLong("sign_count"),
                        row.getBoolean("backup_eligible")))
                .optional();
    }

    /** @throws Refused when the name is taken, the key is known already, or there are {@link #MOST} */
    void add(StoredKey key, String name, LocalDate today) {
        int added;
        try {
            added = db.sql("""
                    insert into passkey (person, credential, public_key, sign_count, backup_eligible, name, added_on)
                    select :person, :credential, :publicKey, :signCount, :backupEligible, :name, :today
                     where (select count(*) from passkey where person = :person) < :most
                        on conflict (credential) do nothing""")
                    .param("person", key.person())
                    .param("credential", key.credential())
                    .param("publicKey", key.publicKey())
                    .param("signCount", key.signCount())
                    .param("backupEligible", key.backupEligible())
                    .param("name", name)
                    .param("today", today)
                    .param("most", MOST)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Refused("name", "identity.passkey.name.taken");
        }
        if (added == 0) throw new Refused("", "identity.passkey.notAdded", MOST);
    }

    /**
     * @return false when {@code person} has no such passkey
     * @throws Refused when another passkey of theirs has this name
     */
    boolean rename(UUID person, UUID id, String name) {
        try {
            return db.sql("update passkey set name = :name where id = :id and person = :person")
                            .param("name", name)
                            .param("id", id)
                            .param("person", person)
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            throw new Refused("name", "identity.passkey.name.taken");
        }
    }

    /** The name of the passkey that is no more; empty when {@code person} had no such one. */
    Optional<String> remove(UUID person, UUID id) {
        return db.sql("delete from passkey where id = :id and person = :person returning name")
                .param("id", id)
                .param("person", person)
                .query(String.class)
                .optional();
    }

    /**
     * Notes that {@code key} has signed, and how many times it says that it did.
     *
     * @return false when someone counted as far meanwhile: of two that carry one count, one is a copy
     */
    boolean signed(StoredKey key, long count) {
        return db.sql("""
                update passkey set sign_count = :count
                 where credential = :credential
                   and (sign_count < :count or (sign_count = 0 and :count = 0))""")
                        .param("count", count)
                        .param("credential", key.credential())
                        .update()
                == 1;
    }

    private static Passkey passkey(ResultSet row, int n) throws SQLException {
        return new Passkey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("backup_eligible"),
                row.getObject("added_on", LocalDate.class));
    }
}
