-- Who comes, who goes, who stands in.

alter table person
    add joined_on   date,                          -- null for whoever was here before anybody noted it
    add gone_at     timestamptz,                   -- the account is closed; it never opens again
    add handed_over boolean not null default false, -- what was in their care has found its place
    add constraint person_gone_left check (gone_at is null or left_on is not null);
-- Whoever left may come back by the same address before the purge has taken the old row.
drop index person_email;
create unique index person_email on person (lower(email)) where gone_at is null;
create index person_leaving on person (left_on) where left_on is not null and gone_at is null;

create function person_stays_gone() returns trigger language plpgsql as $$
begin
    if old.gone_at is not null and (new.gone_at is distinct from old.gone_at or new.left_on is distinct from old.left_on
       or new.role <> old.role or new.dla is distinct from old.dla or new.email <> old.email) then
        raise exception 'person %: is gone', old.id using errcode = '23514';
    end if;
    return new;
end $$;
create trigger person_stays_gone before update on person for each row execute function person_stays_gone();

-- A dated absence of an officer, and the officer of another DLA who stands in: for the calls and the support requests of
-- the DLA, never for an assent. Nothing says why somebody is absent.
create extension if not exists btree_gist;

create table stand_in (
    id         uuid primary key,
    dla        text not null references dla,
    absent     uuid not null references person on delete cascade,
    substitute uuid not null references person on delete cascade,
    first_day  date not null,
    last_day   date not null,
    state      text not null default 'ASKED' check (state in ('ASKED', 'CONSENTED', 'DECLINED', 'CANCELLED', 'WITHDRAWN')),
    asked_at   timestamptz not null,
    check (absent <> substitute),
    check (last_day >= first_day and last_day <= first_day + 365),
    constraint stand_in_one_at_a_time exclude using gist (absent with =, daterange(first_day, last_day, '[]') with &&)
        where (state in ('ASKED', 'CONSENTED'))
);
create index stand_in_substitute on stand_in (substitute) where state in ('ASKED', 'CONSENTED');
create index stand_in_dla on stand_in (dla) where state = 'CONSENTED';

-- StandInState's moves and StandingIn's rules again.
create function stand_in_holds() returns trigger language plpgsql as $$
declare
    away   person;
    beside person;
begin
    if tg_op = 'INSERT' then
        if new.state <> 'ASKED' then
            raise exception 'stand-in %: begins by asking', new.id using errcode = '23514';
        end if;
        if new.first_day < (new.asked_at at time zone 'Europe/Paris')::date then
            raise exception 'stand-in %: an absence is told before it begins', new.id using errcode = '23514';
        end if;
    elsif new.dla <> old.dla or new.absent <> old.absent or new.substitute <> old.substitute
          or new.first_day <> old.first_day or new.last_day <> old.last_day or new.asked_at <> old.asked_at then
        raise exception 'stand-in %: only its state changes', new.id using errcode = '23514';
    elsif new.state <> old.state and (old.state, new.state) not in (values
            ('ASKED', 'CONSENTED'), ('ASKED', 'DECLINED'), ('ASKED', 'CANCELLED'),
            ('CONSENTED', 'CANCELLED'), ('CONSENTED', 'WITHDRAWN')) then
        raise exception 'stand-in %: % cannot become %', new.id, old.state, new.state using errcode = '23514';
    end if;
    if new.state not in ('ASKED', 'CONSENTED') then
        return new;
    end if;
    -- Both rows are locked, in one order: of two who name each other at the same time, the second sees the first.
    perform from person where id in (new.absent, new.substitute) order by id for no key update;
    select * into away from person where id = new.absent;
    select * into beside from person where id = new.substitute;
    if away.role <> 'OFFICER' or away.dla <> new.dla or away.gone_at is not null or away.left_on < new.last_day then
        raise exception 'stand-in %: whoever is absent runs this DLA until the last day', new.id using errcode = '23514';
    end if;
    if beside.role <> 'OFFICER' or beside.dla = new.dla or beside.gone_at is not null or beside.left_on < new.last_day then
        raise exception 'stand-in %: an officer of another DLA stands in, to the last day', new.id using errcode = '23514';
    end if;
    if exists (select from stand_in s
                where s.id <> new.id and s.state in ('ASKED', 'CONSENTED')
                  and daterange(s.first_day, s.last_day, '[]') && daterange(new.first_day, new.last_day, '[]')
                  and (s.absent = new.substitute or s.substitute = new.absent and s.state = 'CONSENTED')) then
        raise exception 'stand-in %: nobody stands in while they are absent', new.id using errcode = '23514';
    end if;
    return new;
end $$;
create trigger stand_in_holds before insert or update on stand_in for each row execute function stand_in_holds();
