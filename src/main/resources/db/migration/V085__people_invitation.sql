-- Places that wait for somebody. The token of a link is known to the mailbox alone: here stands its SHA-256. It is null
-- where the address is a member's already: the row then only makes this invitation look like every other.
create table invitation (
    id         uuid primary key,
    hash       bytea unique check (length(hash) = 32),
    email      text not null check (length(email) <= 254),
    name       text not null default '' check (length(name) <= 120),
    role       text not null check (role in ('OFFICER', 'FACILITATOR', 'PARTNER', 'FUNDER')),
    dla        text references dla,
    invited_by uuid not null references person on delete cascade,
    language   text not null check (language in ('fr', 'en')),
    sent_at    timestamptz not null,
    expires_at timestamptz not null,
    check ((role = 'OFFICER') = (dla is not null)),
    check (expires_at > sent_at and expires_at <= sent_at + interval '7 days')
);
create unique index invitation_once on invitation (lower(email), role, coalesce(dla, ''));
create index invitation_by on invitation (invited_by);

-- Whoever invites may give this place: the facilitator any, an officer one of their own DLA.
create function invitation_given() returns trigger language plpgsql as $$
begin
    if not exists (select from person p
                    where p.id = new.invited_by and p.gone_at is null
                      and (p.role = 'FACILITATOR' or p.role = 'OFFICER' and new.role = 'OFFICER' and p.dla = new.dla)) then
        raise exception 'invitation %: not a place that this person can give', new.id using errcode = '23514';
    end if;
    return new;
end $$;
create trigger invitation_given before insert or update on invitation for each row execute function invitation_given();
