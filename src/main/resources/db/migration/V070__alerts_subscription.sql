-- Who asked to be told of calls. One row an address: its choices, and beside it the single calls that it follows.
-- A row exists only once its address has confirmed; it goes at once when its holder unsubscribes.
create table subscription (
    id           uuid primary key,
    email        text not null check (length(email) between 3 and 254 and email !~ '[[:cntrl:][:space:]]'),
    listens      boolean not null default true, -- to new calls; false: only follows single calls
    departments  text[] not null default '{}',  -- empty = all, here and below
    domains      text[] not null default '{}',
    kinds        text[] not null default '{}',
    rhythm       text not null default 'AT_ONCE' check (rhythm in ('AT_ONCE', 'DAILY', 'WEEKLY')),
    language     text not null default 'fr' check (language in ('fr', 'en')),
    state        text not null default 'ACTIVE' check (state in ('ACTIVE', 'UNDELIVERABLE')),
    witness      boolean not null default false, -- the network's own: goes the whole way and comes back
    -- SignedLink's token for id: made once, so that a fan-out to all builds every link inside one statement.
    token        text not null,
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    check (cardinality(departments) <= 110 and cardinality(domains) <= 40 and cardinality(kinds) <= 10),
    check (not witness or (listens and rhythm = 'AT_ONCE' and departments = '{}' and domains = '{}' and kinds = '{}'))
);
create unique index subscription_email on subscription (lower(email));
create unique index subscription_witness on subscription (witness) where witness;

-- A request waits for its confirmation for 48 hours, then is forgotten. Kept as hashes: what opens it stands in the mail alone.
create table subscription_request (
    id           uuid primary key,              -- stands in the address of the page that waits for the code
    email        text not null check (length(email) between 3 and 254 and email !~ '[[:cntrl:][:space:]]'),
    token_hash   bytea not null unique check (length(token_hash) = 32),
    code_hash    bytea check (length(code_hash) = 32), -- null: no code opens this one
    tries        int not null default 0 check (tries between 0 and 5),
    departments  text[] not null default '{}',
    domains      text[] not null default '{}',
    kinds        text[] not null default '{}',
    rhythm       text not null check (rhythm in ('AT_ONCE', 'DAILY', 'WEEKLY')),
    language     text not null check (language in ('fr', 'en')),
    tender       text references tender (reference) on delete cascade, -- the one call to follow; null: the choices above
    created_at   timestamptz not null,
    -- Once confirmed the row answers a second press on the button, until it is forgotten or its holder unsubscribes.
    subscription uuid references subscription on delete cascade
);
create index subscription_request_created on subscription_request (created_at);
create index subscription_request_subscription on subscription_request (subscription) where subscription is not null;

create table following (
    subscription uuid not null references subscription on delete cascade,
    tender       text not null references tender (reference) on delete cascade,
    created_at   timestamptz not null,
    primary key (tender, subscription)
);
create index following_subscription on following (subscription);

-- One thing that happened to a call and that its people are told: publication, 2nd amendment… Its row is what makes an
-- event received twice harmless, and the totals that stay when the ledger is purged.
create table alert_occasion (
    id              bigint generated always as identity primary key,
    tender          text not null references tender (reference) on delete cascade,
    kind            text not null check (kind in ('PUBLICATION', 'AMENDMENT', 'ANSWERS', 'OUTCOME', 'CANCELLATION')),
    number          int not null default 0 check (number >= 0 and (number > 0) = (kind in ('AMENDMENT', 'ANSWERS'))),
    at              timestamptz not null,
    alerted         int not null default 0,   -- subscribers in the ledger, the witness not counted
    at_once         int not null default 0,   -- of them, those whose message left for the outbox at once
    witness_sent    boolean not null default false,
    witness_back_at timestamptz,              -- the witness copy came back by mail
    witness_late_at timestamptz,              -- it was missed then
    unique (tender, kind, number)
);
create index alert_occasion_watched on alert_occasion (at) where witness_sent and witness_back_at is null;

-- The ledger: one row for each (occasion, subscription), written by one statement in random order. letter names the message
-- that carries it, set in the transaction that queues this message; null waits for a digest. So a message and its mark
-- are both there or both not, whatever dies.
-- No foreign keys: they would be checked row by row in the fan-out. The trigger below does what the cascade would.
create table alert (
    subscription uuid not null,
    occasion     bigint not null,
    turn         int not null check (turn > 0),
    letter       text,
    primary key (subscription, occasion)
);
create index alert_occasion_lines on alert (occasion); -- grows at its end: nearly free in the fan-out
create index alert_waiting on alert (subscription) where letter is null;

create function subscription_forgotten() returns trigger language plpgsql as $$
begin
    delete from alert where subscription = old.id;
    return old;
end $$;
create trigger subscription_forgotten before delete on subscription
    for each row execute function subscription_forgotten();

-- Whether a choice concerns a call: an empty list chooses all, a list chooses what it shares with the call.
create function choice_matches(
        departments text[], domains text[], kinds text[],
        call_departments text[], call_domains text[], call_kind text) returns boolean
    language sql immutable parallel safe as $$
    select (departments = '{}' or departments && call_departments)
       and (domains = '{}' or domains && call_domains)
       and (kinds = '{}' or call_kind = any (kinds)) $$;

-- Everyone to be told that this call is out, the witness included; the planner sees through both functions.
create function subscription_matching(wanted text) returns setof subscription
    language sql stable parallel safe as $$
    select s.*
      from tender t
      join subscription s
        on choice_matches(s.departments, s.domains, s.kinds, t.departments, t.domains, t.kind)
     where t.reference = wanted and s.listens and s.state = 'ACTIVE' $$;

-- What of a choice concerns a call, in words: names holds the call's values only, so anything else chosen has no name.
create function chosen(choice text[], names jsonb) returns text language sql immutable parallel safe
    as $$ select string_agg(names ->> c, ', ' order by n) from unnest(choice) with ordinality as u (c, n) $$;
