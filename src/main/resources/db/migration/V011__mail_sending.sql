-- The two statements of every message, as functions for their settings only: a driver keeps plans, one made while the
-- queue was empty would read the whole table for each batch once it is full.

-- Leases the first deliveries to leave. A lease that has ended is anybody's: its node was killed.
create function mail_claim(node uuid, last int, most int, at timestamptz, until timestamptz)
    returns table (id bigint, letter bigint, priority smallint, recipient_key uuid, address text, fields text, turn bigint,
                   attempts smallint, queued_at timestamptz, next_attempt_at timestamptz, letter_at timestamptz)
    language sql set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
as $$
    with next as materialized (
        select d.id
          from mail_delivery d
         where d.state = 'QUEUED' and d.priority <= last and d.next_attempt_at <= at
           and (d.lease_until is null or d.lease_until < at)
         order by d.priority, d.next_attempt_at, d.turn
         limit most
           for update skip locked)
    update mail_delivery d
       set leased_by = node, lease_until = until
      from next, mail_letter l
     where d.id = next.id and l.id = d.letter
    returning d.id, d.letter, d.priority, d.recipient_key, d.address, d.fields::text, d.turn,
              d.attempts, d.queued_at, d.next_attempt_at, l.created_at
$$;

-- The server has taken them. What made them personal goes at once.
create function mail_sent(ids bigint[], at timestamptz) returns void
    language sql set enable_seqscan = off
as $$
    update mail_delivery
       set state = 'SENT', sent_at = at, address = null, fields = null, leased_by = null, lease_until = null
     where id = any(ids) and state = 'QUEUED'
$$;
