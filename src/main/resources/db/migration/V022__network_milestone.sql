-- The history of the network, told on the page of the scheme. Another region has another history.
create table milestone (
    turn int primary key,
    year text not null,     -- « 2001 », « 2009 »
    fr   text not null check (length(trim(fr)) > 0),
    en   text not null check (length(trim(en)) > 0)
);
