-- How a partner is reached; its name and what it says of itself stand in `partner`.
create table partner_entry (
    partner    text primary key references partner on delete cascade,
    contact    text not null default '' check (length(contact) <= 120),
    email      text not null default '' check (length(email) <= 254),
    phone      text not null default '' check (length(phone) <= 40),
    updated_at timestamptz not null,
    version    int not null default 1
);

-- What a partner offers, in its own words.
create table partner_offer (
    id          uuid primary key default gen_random_uuid(),
    partner     text not null references partner on delete cascade,
    title       text not null check (length(trim(title)) between 1 and 200),
    text        text not null default '' check (length(text) <= 6000),  -- Markdown
    publics     text not null default '' check (length(publics) <= 500), -- whom it is for
    departments text[] not null default '{}' check (array_to_string(departments, ',') ~ '^((\d{2,3}|2[AB])(,|$))*$'), -- none: all
    starts_on   date,
    ends_on     date check (ends_on >= starts_on), -- last day
    public      boolean not null default false,    -- else for the network and its partners
    updated_at  timestamptz not null,
    version     int not null default 0
);
create index partner_offer_partner on partner_offer (partner);

-- Providers that officers know. Rows leave by the daily purge, three years after they were last confirmed.
create table known_provider (
    id           uuid primary key default gen_random_uuid(),
    name         text not null check (length(trim(name)) between 1 and 160),
    contact      text not null default '' check (length(contact) <= 120),
    email        text not null default '' check (length(email) <= 254),
    phone        text not null default '' check (length(phone) <= 40),
    website      text not null default '' check (website = '' or length(website) <= 500 and website ~ '^https?://[^[:space:]]+$'),
    departments  text[] not null default '{}' check (array_to_string(departments, ',') ~ '^((\d{2,3}|2[AB])(,|$))*$'), -- none: all
    domains      text[] not null default '{}' check (domains <@ array['STRATEGY', 'ECONOMIC_MODEL', 'FINANCE',
                     'HUMAN_RESOURCES', 'ORGANISATION', 'GOVERNANCE', 'COMMUNICATION', 'DIGITAL', 'PARTNERSHIPS', 'LEGAL',
                     'IMPACT', 'SECTOR']),
    about        text not null default '' check (length(about) <= 4000),
    known_from   text not null default '' check (length(known_from) <= 500),
    ground       text not null check (ground in ('LEGITIMATE_INTEREST', 'CONSENT')), -- article 6 of the GDPR
    consent_on   date,
    consent_note text not null default '' check (length(consent_note) <= 500),
    confirmed_on date not null,
    updated_at   timestamptz not null,
    version      int not null default 0,
    plain_name   text generated always as (plain(name)) stored,
    plain_text   text generated always as (plain(name || ' ' || contact || ' ' || about || ' ' || known_from)) stored,
    -- A consent that nobody can show is none.
    check (ground <> 'CONSENT' or consent_on is not null and length(trim(consent_note)) > 0)
);
create unique index known_provider_email on known_provider (lower(email)) where email <> '';
create unique index known_provider_name on known_provider (plain_name) where email = '';
create index known_provider_confirmed on known_provider (confirmed_on);

-- Whatever deletes them, the purge too, the search forgets them in the same breath.
create function directory_forgotten() returns trigger language plpgsql as $$
begin
    delete from search_entry where kind = 'ORGANISATION' and id = tg_argv[0] || old.id;
    return null;
end $$;
create trigger known_provider_forgotten after delete on known_provider
    for each row execute function directory_forgotten('provider:');
create trigger partner_offer_forgotten after delete on partner_offer
    for each row execute function directory_forgotten('offer:');

-- A file that was read and waits for a yes, for an hour.
create table provider_import (
    id         uuid primary key,
    person     uuid not null references person on delete cascade,
    header     text[] not null,
    ignored    text[] not null,
    plan       int not null default 0, -- grows when the preview is made anew: a yes is to one of them
    created_at timestamptz not null,
    expires_at timestamptz not null,
    applied_at timestamptz,
    news       int not null default 0, -- what it came to, once applied
    changes    int not null default 0
);
create index provider_import_person on provider_import (person);
create index provider_import_expires on provider_import (expires_at);

create table provider_import_line (
    import uuid not null references provider_import on delete cascade,
    line   int not null,
    state  text not null check (state in ('NEW', 'CHANGED', 'UNCHANGED', 'REFUSED')),
    raw    text[] not null, -- the cells as they stood in the file
    plan   jsonb not null,  -- what would happen, as it was shown
    primary key (import, line)
);
create index provider_import_line_state on provider_import_line (import, state, line);
