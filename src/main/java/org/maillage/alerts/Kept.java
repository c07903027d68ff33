package org.maillage.alerts;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All that the tables of alerts hold about one subscription, as its holder may carry it away. */
@Repository
class Kept {
    private final JdbcClient db;

    Kept(JdbcClient db) {
        this.db = db;
    }

    /** A JSON document; times in UTC, lists empty where nothing was chosen (which means all). */
    String of(UUID subscription) {
        return db.sql("""
                select jsonb_pretty(jsonb_build_object(
                    'email', s.email,
                    'language', s.language,
                    'state', s.state,
                    'createdAt', s.created_at,
                    'changedAt', s.changed_at,
                    'newCalls', case when s.listens then jsonb_build_object(
                        'departments', to_jsonb(s.departments), 'domains', to_jsonb(s.domains),
                        'kinds', to_jsonb(s.kinds), 'rhythm', s.rhythm) end,
                    'followedCalls', (
                        select coalesce(jsonb_agg(jsonb_build_object('call', f.tender, 'since', f.created_at)
                                                  order by f.created_at), '[]')
                          from following f where f.subscription = s.id),
                    'alerts', (
                        select coalesce(jsonb_agg(jsonb_build_object(
                                   'call', o.tender, 'occasion', o.kind, 'number', o.number, 'at', o.at,
                                   'waitsForDigest', a.letter is null) order by o.at, o.id), '[]')
                          from alert a join alert_occasion o on o.id = a.occasion
                         where a.subscription = s.id)))
                  from subscription s
                 where s.id = :id""").param("id", subscription).query(String.class).single();
    }
}
