-- What waits to be told to a member, and how each wants to be told. A row is told in the transaction that hands its
-- letter to the outbox: killed anywhere, it is told once.
create table notification (
    id         bigint generated always as identity primary key,
    recipient  uuid not null references person on delete cascade,
    topic      text not null check (length(topic) between 1 and 80),
    key        text not null check (length(key) between 1 and 200), -- what happened: told once
    message    text not null,                                       -- key of the sentence; erased once told, as are
    arguments  text[] not null default '{}',                        -- its arguments
    path       text not null check (path ~ '^/([^/\\]|$)' and length(path) <= 500), -- a page of this site
    at_once    boolean not null,
    created_at timestamptz not null,
    due_at     timestamptz not null,
    told_at    timestamptz,
    unique (recipient, key),
    check (told_at is null or told_at >= due_at),
    check (told_at is null or message = '' and cardinality(arguments) = 0 and path = '/')
);
create index notification_due on notification (due_at, recipient) where told_at is null;
create index notification_waiting on notification (key) where told_at is null;

-- Told is told: nothing is told a second time, nor put back to wait.
create function notification_told_once() returns trigger language plpgsql as $$
begin
    if old.told_at is not null then
        raise exception 'notification %: is told once', old.id using errcode = '23514';
    end if;
    return new;
end $$;
create trigger notification_told_once before update on notification
    for each row execute function notification_told_once();

-- Whoever chose nothing has no row: NotificationSettings says the same defaults.
create table notification_setting (
    person      uuid primary key references person on delete cascade,
    digest_at   int not null check (digest_at between 0 and 23),   -- hours on Paris's clocks
    quiet_from  int not null check (quiet_from between 0 and 23),
    quiet_until int not null check (quiet_until between 0 and 23), -- the same as quiet_from: no quiet hours
    weekends    boolean not null, -- kept free of messages
    holidays    boolean not null, -- kept free of messages
    language    text not null check (language in ('fr', 'en')),
    off         text[] not null default '{}', -- topics not wanted
    stopped     boolean not null default false,
    version     int not null default 0,
    constraint notification_digest_awake check (quiet_from = quiet_until
        or mod(digest_at - quiet_from + 24, 24) >= mod(quiet_until - quiet_from + 24, 24))
);
