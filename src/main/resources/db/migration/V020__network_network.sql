-- The network as rows. Another region is other rows.
create table network_profile (
    one          boolean primary key default true check (one), -- a platform serves one network
    name         text not null,                                -- « Les DLA de Champagne-Ardenne »
    region       text not null,
    centre       text not null,                                -- « C2RA de Champagne-Ardenne »
    centre_host  text not null,
    centre_about text not null default '',
    email        text not null,
    phone        text not null default '',
    address      text not null default '',
    legal        jsonb not null default '{}'                   -- publisher, hosting company, data protection contact
);

create table department (
    code   text primary key check (code ~ '^(\d{2,3}|2[AB])$'),
    name   text not null,
    region text not null
);

create table host (
    id      text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name    text not null,
    about   text not null default '',
    website text not null default ''
);

create table dla (
    id         text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name       text not null,
    department text not null unique references department,
    host       text not null references host,
    branch     text not null default '',
    since      int not null,
    about      text not null default '', -- Markdown, the DLA's own voice
    email      text not null,
    phone      text not null default '',
    address    text not null default ''
);

create table person (
    id      uuid primary key default gen_random_uuid(),
    account text not null unique check (account ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name    text not null check (length(trim(name)) between 1 and 120),
    title   text not null default '',
    email   text not null,
    role    text not null check (role in ('OFFICER', 'FACILITATOR', 'PARTNER', 'FUNDER')),
    dla     text references dla,
    left_on date,                        -- in office until that day
    check ((role = 'OFFICER') = (dla is not null))
);
create unique index person_email on person (lower(email));

create table funder (
    id      text primary key,
    name    text not null,
    about   text not null default '',
    website text not null default '',
    turn    int not null
);

create table partner (
    id      text primary key,
    name    text not null,
    about   text not null default '',
    website text not null default '',
    turn    int not null
);

-- Numbers that the network sets for itself; code holds the defaults, a row says otherwise.
create table network_rule (
    name  text primary key,
    value int not null check (value >= 0)
);
