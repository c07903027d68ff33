-- What can be found, one row a thing. Written by the modules in the transaction of their change.
create table search_entry (
    kind        text not null,
    id          text not null,
    path        text not null check (path ~ '^/([^/]|$)'),
    title       text not null,
    summary     text not null,
    text        text not null,
    departments text[] not null,
    domains     text[] not null,
    audience    text[] not null check (cardinality(audience) > 0), -- who holds one of these tokens may see it
    at          timestamptz not null,
    primary key (kind, id)
);
