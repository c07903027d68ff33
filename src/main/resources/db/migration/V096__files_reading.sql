-- What a process apart has read in a content: its text and a picture of its first page. Kept once a content, as the
-- content is; leaves with it. The rows that wait are the queue: a node claims one by lease, so that a node that dies
-- gives it back.
create table file_text (
    digest      bytea primary key references file_content on delete cascade,
    type        text not null,
    state       text not null default 'WAITING' check (state in ('WAITING', 'READING', 'DONE', 'NO_TEXT', 'UNREADABLE')),
    text        text not null default '' check (length(text) <= 500000),
    shortened   boolean not null default false,     -- the content holds more text than is kept
    attempts    int not null default 0,
    due_at      timestamptz not null,
    lease_until timestamptz,
    check ((state = 'READING') = (lease_until is not null)),
    check (state = 'DONE' or text = '')
);
create index file_text_due on file_text (due_at) where state in ('WAITING', 'READING');

create table file_preview (
    digest bytea primary key references file_content on delete cascade,
    width  int not null check (width between 1 and 1000),
    height int not null check (height between 1 and 1000),
    bytes  bytea not null check (length(bytes) between 1 and 1048576) -- a JPEG
);
