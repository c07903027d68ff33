-- Information that a DLA or the centre shares. No person: the DLA signs. Rows leave by the daily purge (NewsTraces).
create table news_item (
    id           uuid primary key default gen_random_uuid(),
    slug         text not null unique check (slug ~ '^\d{4}-\d{2}-[a-z0-9]+(-[a-z0-9]+)*$'), -- for good: it stands in public addresses
    dla          text references dla,       -- null: the centre that hosts the network
    title        text not null check (length(trim(title)) between 1 and 200),
    text         text not null default '' check (length(text) <= 10000), -- Markdown
    link         text not null default '' check (link = '' or length(link) <= 2000 and link ~ '^https?://[^[:space:]/?#@\\]+([/?#][^[:space:]]*)?$'),
    link_key     text not null default '',  -- two spellings of one link have one key
    tags         text[] not null default '{}' check (cardinality(tags) <= 8),
    published_at timestamptz not null,
    public_at    timestamptz,               -- since when everyone may read it; null: for the network only
    updated_at   timestamptz not null,
    expires_at   timestamptz not null,
    withdrawn_at timestamptz,
    version      int not null default 0,
    check ((link = '') = (link_key = '')),
    check (expires_at <= updated_at + interval '400 days')
);
-- The inside list, the public list, the list of a tag, and « who shared this link lately? ».
create index news_item_published on news_item (published_at desc);
create index news_item_public on news_item (public_at desc) where public_at is not null;
create index news_item_tags on news_item using gin (tags);
create index news_item_link on news_item (link_key) where link_key <> '';

-- Who shares does not change: another DLA never comes to own an information.
create function news_item_keeps() returns trigger language plpgsql as $$
begin
    if new.dla is distinct from old.dla or new.slug <> old.slug or new.published_at <> old.published_at then
        raise exception 'news_item %: dla, slug and date of publication stay', old.id using errcode = '23514';
    end if;
    return new;
end $$;
create trigger news_item_keeps before update on news_item for each row execute function news_item_keeps();

-- Whatever deletes it, the purge too, the search forgets it in the same breath.
create function news_item_forgotten() returns trigger language plpgsql as $$
begin
    delete from search_entry where kind = 'NEWS' and id = old.id::text;
    return null;
end $$;
create trigger news_item_forgotten after delete on news_item for each row execute function news_item_forgotten();

-- Members who asked for the weekly letter.
create table news_reader (
    person     uuid primary key references person on delete cascade,
    tags       text[] not null default '{}' check (cardinality(tags) <= 30), -- none: everything
    language   text not null check (language in ('fr', 'en')),
    week       date not null check (extract(isodow from week) = 1),          -- Monday of the last week that was told
    told_until timestamptz not null                                          -- what came out later is for the next letter
);
