-- Uploads that survive a cut connection: their pieces wait here, in the shape that a content has, until the last one is
-- there; the file is then checked and kept in one transaction. Never half a file: what is not whole is none.

-- A shared tool may weigh 50 MB; each use sets its own limit below this one.
alter table file_content drop constraint file_content_size_check;
alter table file_content add constraint file_content_size_check check (size between 1 and 52428800);

create table upload (
    id         uuid primary key,
    member     uuid not null,                       -- whose it is: nobody else can see it, go on with it or take it
    name       text not null check (length(name) between 1 and 255),
    size       bigint not null check (size between 1 and 52428800), -- as announced
    received   bigint not null default 0 check (received between 0 and size),
    file       uuid unique references file,         -- once whole, checked and kept; until someone takes it
    touched_at timestamptz not null
);
create index upload_of on upload (member);
create index upload_untouched on upload (touched_at);

create table upload_piece (
    upload uuid not null references upload on delete cascade,
    number int not null check (number >= 0),
    bytes  bytea not null check (length(bytes) between 1 and 1048576),
    primary key (upload, number)
);
alter table upload_piece alter column bytes set storage external;

-- A file that nobody took leaves with its upload.
create function upload_leaves() returns trigger language plpgsql as $$
begin
    delete from file where id = old.file;
    return null;
end $$;
create trigger upload_leaves after delete on upload for each row execute function upload_leaves();
