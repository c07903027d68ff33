-- Shared tools: what they say, each version of it, their files, their local variants, what people say of them.
-- No trace of who wrote what: a version knows its DLA only.
create function tool_tags(text[]) returns text language sql immutable strict parallel safe
    as $$ select array_to_string($1, ' ') $$; -- array_to_string is only stable, for types other than text

create table tool (
    id         uuid primary key,
    dla        text not null references dla,             -- made it
    state      text not null check (state in ('DRAFT', 'COMMON', 'VARIANT')),
    version    int not null default 1 check (version > 0),
    -- What it says: its latest version again, for lists and filters.
    title      text not null check (length(trim(title)) between 1 and 160),
    purpose    text not null check (length(trim(purpose)) between 1 and 600),
    steps      text[] not null check (steps <@ array['WELCOME', 'DIAGNOSIS', 'PLAN', 'ASSIGNMENT', 'FOLLOW_UP', 'NETWORK']),
    domains    text[] not null check (domains <@ array['STRATEGY', 'ECONOMIC_MODEL', 'FINANCE',
               'HUMAN_RESOURCES', 'ORGANISATION', 'GOVERNANCE', 'COMMUNICATION', 'DIGITAL', 'PARTNERSHIPS',
               'LEGAL', 'IMPACT', 'SECTOR']),
    licence    text not null check (licence in ('NETWORK', 'CC_BY', 'CC_BY_SA', 'CC0', 'ETALAB')),
    body       text not null check (length(body) <= 40000), -- Markdown
    links      jsonb not null check (jsonb_typeof(links) = 'array' and jsonb_array_length(links) <= 20),
    tags       text[] not null check (cardinality(tags) <= 20),
    -- A variant, and the version of the common tool that it has taken up.
    variant_of uuid references tool on delete set null,
    base       int check (base > 0),
    review_on  date,                                     -- a common tool is read again by then
    created_at timestamptz not null,
    changed_at timestamptz not null,
    deleted_at timestamptz,                              -- in the bin since; the purge takes it thirty days later
    search     tsvector not null generated always as (
                   setweight(to_tsvector('public.french_plain'::regconfig, title), 'A')
                   || setweight(to_tsvector('public.french_plain'::regconfig, purpose || ' ' || tool_tags(tags)), 'B')
                   || to_tsvector('public.french_plain'::regconfig, body)) stored,
    check ((state = 'VARIANT') = (variant_of is not null)),
    check ((variant_of is null) = (base is null)),
    check ((state = 'COMMON') = (review_on is not null))
);
-- The list, newest change first; a DLA has one living variant of a tool.
create index tool_newest on tool (changed_at desc, id) where deleted_at is null and state <> 'VARIANT';
create index tool_title on tool (plain(title), id) where deleted_at is null and state <> 'VARIANT';
create index tool_search on tool using gin (search) with (fastupdate = off); -- written seldom, read often
create index tool_tag on tool using gin (tags) with (fastupdate = off) where deleted_at is null;
create unique index tool_one_variant on tool (variant_of, dla) where deleted_at is null;
create index tool_variants on tool (variant_of) where variant_of is not null;
create index tool_review on tool (review_on) where deleted_at is null and state = 'COMMON';
create index tool_bin on tool (deleted_at) where deleted_at is not null;

create table tool_version (
    tool    uuid not null references tool on delete cascade,
    number  int not null check (number > 0),
    at      timestamptz not null,
    dla     text not null references dla,
    what    text not null check (what in ('CREATED', 'WRITTEN', 'RESTORED', 'FILES', 'CAUGHT_UP', 'ACCEPTED')),
    note    text not null check (length(note) <= 300),   -- what changed, in the writer's words
    content jsonb not null,
    primary key (tool, number)
);
-- The version that a tool says it has is there when the transaction ends.
alter table tool add constraint tool_has_its_version foreign key (id, version) references tool_version (tool, number)
    deferrable initially deferred;

create table tool_author (
    tool uuid not null references tool on delete cascade,
    dla  text not null references dla,
    primary key (tool, dla)
);
create index tool_author_of on tool_author (dla, tool);

-- A file of a tool through its versions. That of a variant knows from which file of the common tool it comes.
create table tool_file (
    id         uuid primary key,
    tool       uuid not null references tool on delete cascade,
    origin     uuid references tool_file on delete set null,
    turn       bigint generated always as identity,      -- the order in which files came, several at one instant included
    added_at   timestamptz not null,
    removed_at timestamptz,
    removed_in int,                                      -- the tool's version that no longer has it
    check ((removed_at is null) = (removed_in is null))
);
create index tool_file_of on tool_file (tool, turn);
create index tool_file_origin on tool_file (origin) where origin is not null;

create table tool_file_version (
    slot    uuid not null references tool_file on delete cascade,
    number  int not null check (number > 0),
    file    uuid not null references file,               -- shared by a tool and its variants as long as none changes it
    came_in int not null check (came_in > 0),            -- the tool's version that brought it
    at      timestamptz not null,
    dla     text not null references dla,
    primary key (slot, number)
);
create index tool_file_version_file on tool_file_version (file);

-- Who has a file out for editing: nobody else puts a version in meanwhile, and it ends by itself.
create table tool_checkout (
    slot     uuid primary key references tool_file on delete cascade,
    person   uuid not null references person on delete cascade,
    dla      text not null references dla,
    taken_at timestamptz not null,
    until    timestamptz not null check (until > taken_at)
);
create index tool_checkout_person on tool_checkout (person);

-- « What it gave me ». Unsigned, it holds neither author nor DLA: nothing to find out.
create table tool_note (
    id     uuid primary key,
    tool   uuid not null references tool on delete cascade,
    day    date not null,                                -- never the hour
    text   text not null check (length(trim(text)) between 1 and 1000),
    author uuid references person on delete set null,
    dla    text references dla                           -- of a signed note by an officer; stays when they leave
);
create index tool_note_of on tool_note (tool, day);
create index tool_note_author on tool_note (author) where author is not null;

-- A variant proposed back to the common tool.
create table tool_proposal (
    id              uuid primary key,
    variant         uuid not null references tool on delete cascade,
    common          uuid not null references tool on delete cascade,
    variant_version int not null,
    base            int not null,                        -- of the variant, then
    at              timestamptz not null,
    message         text not null check (length(trim(message)) between 1 and 600),
    state           text not null default 'OPEN' check (state in ('OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
    answer          text not null default '' check (length(answer) <= 600),
    decided_at      timestamptz,
    check ((state = 'OPEN') = (decided_at is null)),
    check (state <> 'DECLINED' or length(trim(answer)) > 0) -- with a word
);
create unique index tool_proposal_open on tool_proposal (variant) where state = 'OPEN';
create index tool_proposal_common on tool_proposal (common, state);
create index tool_proposal_variant on tool_proposal (variant, at);

-- ToolState's moves again: an operator's console obeys the same rule.
create function tool_moves() returns trigger language plpgsql as $$
declare
    parent tool;
begin
    if tg_op = 'INSERT' then
        if new.state = 'COMMON' then
            raise exception 'tool %: begins as a draft or as a variant', new.id using errcode = '23514';
        end if;
        if new.state = 'VARIANT' then
            select * into parent from tool where id = new.variant_of for share;
            if not found or parent.state <> 'COMMON' or parent.deleted_at is not null then
                raise exception 'tool %: a variant is made of a common tool', new.id using errcode = '23514';
            end if;
        end if;
        return new;
    end if;
    -- The common tool has left for good: what was its variant stands on its own.
    if old.variant_of is not null and new.variant_of is null then
        new.state := 'DRAFT';
        new.base := null;
    end if;
    if new.variant_of is distinct from old.variant_of and new.variant_of is not null then
        raise exception 'tool %: is not made a variant afterwards', old.id using errcode = '23514';
    end if;
    if new.state is distinct from old.state and (old.state, new.state) not in
            (values ('DRAFT', 'COMMON'), ('COMMON', 'DRAFT'), ('VARIANT', 'DRAFT')) then
        raise exception 'tool %: % cannot become %', old.id, old.state, new.state using errcode = '23514';
    end if;
    if old.state = 'COMMON' and new.state = 'DRAFT'
            and exists (select from tool v where v.variant_of = old.id and v.deleted_at is null) then
        raise exception 'tool %: variants stand on it', old.id using errcode = '23514';
    end if;
    if new.dla is distinct from old.dla then
        raise exception 'tool %: stays with the DLA that made it', old.id using errcode = '23514';
    end if;
    if new.version not in (old.version, old.version + 1) then
        raise exception 'tool %: version % does not follow %', old.id, new.version, old.version using errcode = '23514';
    end if;
    if new.version = old.version and (new.title, new.purpose, new.steps, new.domains, new.licence, new.body, new.links, new.tags)
            is distinct from (old.title, old.purpose, old.steps, old.domains, old.licence, old.body, old.links, old.tags) then
        raise exception 'tool %: another text is another version', old.id using errcode = '23514';
    end if;
    if old.deleted_at is not null and new.deleted_at is not null and new.version <> old.version then
        raise exception 'tool %: is in the bin', old.id using errcode = '23514';
    end if;
    return new;
end $$;
create trigger tool_moves before insert or update on tool for each row execute function tool_moves();

-- A version stands as it was written, as long as its tool is there.
create function tool_version_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' or exists (select from tool where id = old.tool) then
        raise exception 'tool %: version % stands as it was written', old.tool, old.number using errcode = '23514';
    end if;
    return old;
end $$;
create trigger tool_version_stands before update or delete on tool_version
    for each row execute function tool_version_stands();

-- A tool always has an author; a variant has its DLA alone.
create function tool_author_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if exists (select from tool where id = new.tool and variant_of is not null and dla <> new.dla) then
            raise exception 'tool %: a variant has one author', new.tool using errcode = '23514';
        end if;
    elsif exists (select from tool where id = old.tool)
            and not exists (select from tool_author where tool = old.tool) then
        raise exception 'tool %: someone must answer for it', old.tool using errcode = '23514';
    end if;
    return null;
end $$;
create trigger tool_author_stands after insert or delete on tool_author
    for each row execute function tool_author_stands();

-- A file leaves with the last version that is made of it.
create function tool_file_version_leaves() returns trigger language plpgsql as $$
begin
    delete from file where id = old.file and not exists (select from tool_file_version where file = old.file);
    return null;
end $$;
create trigger tool_file_version_leaves after delete on tool_file_version
    for each row execute function tool_file_version_leaves();

-- While a file is out, its versions come from the DLA that took it.
create function tool_file_version_kept() returns trigger language plpgsql as $$
begin
    if exists (select from tool_checkout c where c.slot = new.slot and c.until > new.at and c.dla <> new.dla) then
        raise exception 'file %: is out for editing', new.slot using errcode = '23514';
    end if;
    if new.number <> (select coalesce(max(number), 0) + 1 from tool_file_version where slot = new.slot) then
        raise exception 'file %: version % does not follow', new.slot, new.number using errcode = '23514';
    end if;
    return new;
end $$;
create trigger tool_file_version_kept before insert on tool_file_version
    for each row execute function tool_file_version_kept();

-- A proposal is answered once.
create function tool_proposal_moves() returns trigger language plpgsql as $$
begin
    if old.state <> 'OPEN' then
        raise exception 'proposal %: has its answer', old.id using errcode = '23514';
    end if;
    return new;
end $$;
create trigger tool_proposal_moves before update on tool_proposal
    for each row execute function tool_proposal_moves();
