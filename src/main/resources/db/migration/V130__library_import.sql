-- What bin/import has taken from a folder, so that it goes on where it stopped: the same bytes at the same place are not
-- taken twice, the same bytes elsewhere in the folder are the same tool.
create table tool_import (
    path    text not null,                               -- within the folder, with / between its parts
    digest  bytea not null check (length(digest) = 32),  -- SHA-256 of the content
    tool    uuid references tool on delete set null,     -- null: refused, or the tool has left since
    refused text not null default '' check (length(refused) <= 1000), -- the sentence
    at      timestamptz not null,
    primary key (path, digest),
    check (refused = '' or tool is null)
);
create index tool_import_digest on tool_import (digest);
create index tool_import_tool on tool_import (tool) where tool is not null;
