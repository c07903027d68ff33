-- Files, in the database so that one backup holds everything and every node has them. A content is kept once however
-- often it is attached; it is cut in pieces so that neither side ever holds a whole file in one value.
create table file_content (
    digest  bytea primary key check (length(digest) = 32), -- SHA-256
    size    bigint not null check (size between 1 and 20971520),
    used_at timestamptz not null                           -- last time that a file was made of it
);

create table file_piece (
    digest bytea not null references file_content on delete cascade,
    number int not null check (number >= 0),
    bytes  bytea not null check (length(bytes) between 1 and 1048576),
    primary key (digest, number)
);
alter table file_piece alter column bytes set storage external; -- documents are compressed already

create table file (
    id        uuid primary key,
    digest    bytea not null references file_content,
    name      text not null check (length(name) between 1 and 120 and name !~ '[/\\[:cntrl:]]'),
    type      text not null,
    stored_at timestamptz not null
);
create index file_digest on file (digest);
