-- The network's instituted times. An event is what is called; each of its dates is a row of its own, so that a date can be
-- moved, cancelled, prepared and answered alone. Local times are Paris's: they are what people agreed on, and they stand
-- through changes of clock; the instants beside them are what they come to.
create function agenda_instant(local timestamp) returns timestamptz language sql immutable strict parallel safe
    -- Of two instants on the night when clocks go back the earlier, as RFC 5545 says; PostgreSQL would take the later.
    as $$ select case when (local at time zone 'Europe/Paris' - interval '1 hour') at time zone 'Europe/Paris' = local
                      then local at time zone 'Europe/Paris' - interval '1 hour'
                      else local at time zone 'Europe/Paris' end $$;

create table agenda_event (
    id          uuid primary key,
    title       text not null check (length(trim(title)) between 1 and 200),
    time        text not null check (time in ('BUILD', 'NOURISH', 'TAKE_PART', 'HARVEST')),
    kind        text not null check (kind in ('NETWORK_MEETING', 'PEER_EXCHANGE', 'PARTNER_MEETING', 'TERRITORIAL_MEETING',
                                              'TRAINING', 'PUBLIC')),
    description text not null default '' check (length(description) <= 10000), -- Markdown
    place       text not null default '' check (length(place) <= 300),
    video_link  text not null default '' check (video_link = '' or video_link ~ '^https://' and length(video_link) <= 500),
    departments text[] not null default '{}',
    organiser   uuid references person on delete set null,
    dla         text references dla, -- in whose name it is called; null: the network's centre
    rule        text not null default '' check (rule ~ '^(FREQ=[A-Z0-9;=,+-]{1,200})?$'), -- RFC 5545, without its end
    state       text not null check (state in ('POLL', 'PLANNED', 'CANCELLED')),
    sequence    int not null default 0, -- RFC 5545: grows with each change that calendars must follow
    version     int not null default 0,
    updated_at  timestamptz not null
);
create index agenda_event_organiser on agenda_event (organiser) where organiser is not null;

create table agenda_occurrence (
    id         uuid primary key,
    event      uuid not null references agenda_event on delete cascade,
    slot       timestamp not null, -- where the rule put it: identifies it in calendars (RECURRENCE-ID)
    starts     timestamp not null,
    ends       timestamp not null check (ends > starts and ends <= starts + interval '31 days'),
    starts_at  timestamptz generated always as (agenda_instant(starts)) stored,
    ends_at    timestamptz generated always as (agenda_instant(ends)) stored,
    cancelled  boolean not null default false,
    place      text not null default '' check (length(place) <= 300), -- this time elsewhere
    settled    boolean not null default false, -- its order of the day
    settled_by uuid references person on delete set null, -- a facilitator
    unique (event, slot)
);
create index agenda_occurrence_starts on agenda_occurrence (starts_at);
create index agenda_occurrence_ends on agenda_occurrence (ends_at);

create table agenda_invitation (
    id     uuid primary key default gen_random_uuid(), -- signed, it makes the link by which a mail is answered
    event  uuid not null references agenda_event on delete cascade,
    person uuid not null references person on delete cascade,
    unique (event, person)
);
create index agenda_invitation_person on agenda_invitation (person);

-- Once its day is over an answer has no person any more: what remains is counted.
create table agenda_answer (
    id         bigint generated always as identity primary key,
    occurrence uuid not null references agenda_occurrence on delete cascade,
    person     uuid references person on delete cascade,
    answer     text not null check (answer in ('YES', 'MAYBE', 'NO')),
    unique (occurrence, person)
);
create index agenda_answer_person on agenda_answer (person) where person is not null;

-- A poll: dates that are proposed, and who could come. Both are gone once a date is chosen.
create table agenda_slot (
    id        uuid primary key,
    event     uuid not null references agenda_event on delete cascade,
    starts    timestamp not null,
    ends      timestamp not null check (ends > starts and ends <= starts + interval '31 days'),
    starts_at timestamptz generated always as (agenda_instant(starts)) stored,
    ends_at   timestamptz generated always as (agenda_instant(ends)) stored,
    unique (event, starts, ends)
);
create table agenda_slot_answer (
    slot   uuid not null references agenda_slot on delete cascade,
    person uuid not null references person on delete cascade,
    answer text not null check (answer in ('YES', 'MAYBE', 'NO')),
    primary key (slot, person)
);
create index agenda_slot_answer_person on agenda_slot_answer (person);

-- The order of the day. Who proposed an item is forgotten once it is settled.
create table agenda_item (
    id         uuid primary key,
    occurrence uuid not null references agenda_occurrence on delete cascade,
    turn       int not null,
    text       text not null check (length(trim(text)) between 1 and 300),
    minutes    int check (minutes between 1 and 480),
    person     uuid references person on delete set null,
    kept       boolean not null default false
);
create index agenda_item_of on agenda_item (occurrence, turn);
create index agenda_item_person on agenda_item (person) where person is not null;

create table agenda_document (
    id         uuid primary key,
    occurrence uuid not null references agenda_occurrence on delete cascade,
    file       uuid not null unique references file,
    added_at   timestamptz not null
);
create index agenda_document_of on agenda_document (occurrence, added_at);

-- The secret address of a member's calendar; its token is known to their calendar alone: here stands its SHA-256.
create table agenda_feed (
    person  uuid primary key references person on delete cascade,
    hash    bytea not null unique check (length(hash) = 32),
    made_on date not null
);

-- Who may be invited to what.
create function agenda_invitable(kind text, role text) returns boolean language sql immutable strict parallel safe
    as $$ select case role when 'PARTNER' then kind in ('PARTNER_MEETING', 'TERRITORIAL_MEETING', 'PUBLIC')
                           when 'FUNDER' then kind = 'PUBLIC' else true end $$;

-- Who sees an event. `inside`: officers and facilitator. A poll is no public date yet.
create function agenda_visible(event uuid, kind text, state text, viewer uuid, inside boolean)
    returns boolean language sql stable parallel safe
    as $$ select kind = 'PUBLIC' and state <> 'POLL'
              or inside and kind <> 'PEER_EXCHANGE'
              or exists (select from agenda_invitation i where i.event = agenda_visible.event and i.person = viewer) $$;

-- EventState's moves again; and what an event is for does not change under those who were invited to it.
create function agenda_event_moves() returns trigger language plpgsql as $$
begin
    if new.state is distinct from old.state
       and (coalesce(old.state, 'NONE'), new.state) not in (values ('NONE', 'POLL'), ('NONE', 'PLANNED'), ('POLL', 'PLANNED'),
            ('POLL', 'CANCELLED'), ('PLANNED', 'CANCELLED')) then
        raise exception 'event %: % cannot become %', new.id, old.state, new.state using errcode = '23514';
    end if;
    if old.kind is distinct from new.kind and old.kind is not null then
        raise exception 'event %: its kind stays', new.id using errcode = '23514';
    end if;
    if old.state = 'POLL' and new.state <> 'POLL' then
        delete from agenda_slot where event = new.id; -- with everybody's answers
    end if;
    return new;
end $$;
create trigger agenda_event_moves before insert or update on agenda_event
    for each row execute function agenda_event_moves();

create function agenda_invitation_fits() returns trigger language plpgsql as $$
begin
    if not exists (select from agenda_event e, person p
                    where e.id = new.event and p.id = new.person and agenda_invitable(e.kind, p.role)) then
        raise exception 'event %: not for this role', new.event using errcode = '23514';
    end if;
    return new;
end $$;
create trigger agenda_invitation_fits before insert or update on agenda_invitation
    for each row execute function agenda_invitation_fits();

-- Who is no longer invited has answered nothing that is still to come.
create function agenda_invitation_ends() returns trigger language plpgsql as $$
begin
    delete from agenda_answer a using agenda_occurrence o
     where o.event = old.event and a.occurrence = o.id and a.person = old.person;
    delete from agenda_slot_answer a using agenda_slot s
     where s.event = old.event and a.slot = s.id and a.person = old.person;
    return null;
end $$;
create trigger agenda_invitation_ends after delete on agenda_invitation
    for each row execute function agenda_invitation_ends();

create function agenda_answer_fits() returns trigger language plpgsql as $$
begin
    if new.person is not null and not exists (
        select from agenda_invitation i join agenda_occurrence o on o.event = i.event
         where o.id = new.occurrence and i.person = new.person for key share of i) then
        raise exception 'date %: who was not invited does not answer', new.occurrence using errcode = '23514';
    end if;
    return new;
end $$;
create trigger agenda_answer_fits before insert or update on agenda_answer
    for each row execute function agenda_answer_fits();

create function agenda_slot_answer_fits() returns trigger language plpgsql as $$
begin
    if not exists (select from agenda_invitation i join agenda_slot s on s.event = i.event
                    where s.id = new.slot and i.person = new.person for key share of i) then
        raise exception 'slot %: who was not invited does not answer', new.slot using errcode = '23514';
    end if;
    return new;
end $$;
create trigger agenda_slot_answer_fits before insert or update on agenda_slot_answer
    for each row execute function agenda_slot_answer_fits();

create function agenda_slot_fits() returns trigger language plpgsql as $$
begin
    if not exists (select from agenda_event where id = new.event and state = 'POLL' for share) then
        raise exception 'event %: no poll', new.event using errcode = '23514';
    end if;
    return new;
end $$;
create trigger agenda_slot_fits before insert or update on agenda_slot
    for each row execute function agenda_slot_fits();

-- A rule that goes on without end would fill the table: RecurrenceRule.MOST says the same.
create function agenda_occurrence_most() returns trigger language plpgsql as $$
begin
    if exists (select from agenda_occurrence where event in (select event from added) group by event having count(*) > 200) then
        raise exception 'more than 200 dates' using errcode = '23514';
    end if;
    return null;
end $$;
create trigger agenda_occurrence_most after insert on agenda_occurrence
    referencing new table as added for each statement execute function agenda_occurrence_most();

-- The facilitator settles the order of the day, nobody else.
create function agenda_settled_by_facilitator() returns trigger language plpgsql as $$
begin
    if (new.settled and new.settled is distinct from old.settled or new.settled_by is not null)
       and not exists (select from person where id = new.settled_by and role = 'FACILITATOR') then
        raise exception 'date %: the facilitator settles the order of the day', new.id using errcode = '23514';
    end if;
    return new;
end $$;
create trigger agenda_settled_by_facilitator before insert or update of settled, settled_by on agenda_occurrence
    for each row execute function agenda_settled_by_facilitator();

-- The file leaves with what it was attached to.
create function agenda_document_leaves() returns trigger language plpgsql as $$
begin
    delete from file where id = old.file;
    return null;
end $$;
create trigger agenda_document_leaves after delete on agenda_document
    for each row execute function agenda_document_leaves();

-- What the purge takes is found no more.
create function agenda_event_leaves() returns trigger language plpgsql as $$
begin
    delete from search_entry where kind = 'EVENT' and id = old.id::text;
    return null;
end $$;
create trigger agenda_event_leaves after delete on agenda_event
    for each row execute function agenda_event_leaves();
