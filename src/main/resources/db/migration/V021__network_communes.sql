-- Every commune of France, so that any region can use the product. Filled at start from the resource france/communes
-- (docs/data.md), filled anew when a later edition of it ships.
create table commune (
    code        text primary key check (code ~ '^[0-9AB]{5}$'), -- INSEE code
    name        text not null,
    department  text not null references department,
    inhabitants int not null check (inhabitants >= 0),
    postcodes   text[] not null
);
create index commune_postcodes on commune using gin (postcodes);

-- What a commune is found by: its name, and the names of former communes that live on inside it. `plain` is written by
-- CommuneName: lower case, without accents, one space between words, « st » and « ste » in full.
create table commune_name (
    commune text not null references commune on delete cascade,
    name    text not null,
    plain   text not null check (plain ~ '^[a-z0-9]+( [a-z0-9]+)*$'),
    former  boolean not null
);
create index commune_name_prefix on commune_name (plain text_pattern_ops);
create index commune_name_typos on commune_name using gin (plain gin_trgm_ops);
create index commune_name_commune on commune_name (commune);

-- Which edition of the communes these are.
create table commune_edition (
    one     boolean primary key default true check (one),
    edition text not null
);
