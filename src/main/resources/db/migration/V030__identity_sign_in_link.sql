-- Links that were mailed to sign in. Their token is known to the mailbox alone: here stands its SHA-256.
-- A row leaves when its link is used; the daily purge takes those that nobody used.
create table sign_in_link (
    hash       bytea primary key check (length(hash) = 32),
    person     uuid not null references person on delete cascade,
    way        text not null check (way ~ '^/([^/]|$)' and length(way) <= 2000), -- a page of this site
    expires_at timestamptz not null
);
create index sign_in_link_person on sign_in_link (person);
create index sign_in_link_expiry on sign_in_link (expires_at);
