-- What makes entries quick to find. Words in their stems for finding, words as they are written for what is being typed.
create text search configuration words_plain (copy = simple);
alter text search configuration words_plain
    alter mapping for hword, hword_part, word with unaccent, simple;

-- Title over summary over text. A text of the strangest words may outgrow what a tsvector holds: its beginning is then indexed.
create function search_words(title text, summary text, body text) returns tsvector
    language plpgsql immutable parallel safe as $$
begin
    return setweight(to_tsvector('public.french_plain', title), 'A')
           || setweight(to_tsvector('public.french_plain', summary), 'B')
           || to_tsvector('public.french_plain', left(body, 200000));
exception when program_limit_exceeded then
    return setweight(to_tsvector('public.french_plain', title), 'A')
           || setweight(to_tsvector('public.french_plain', summary), 'B')
           || to_tsvector('public.french_plain', left(body, 20000));
end $$;

create function search_title(title text) returns tsvector language sql immutable parallel safe
    as $$ select to_tsvector('public.french_plain', left(title, 500)) || to_tsvector('public.words_plain', left(title, 500)) $$;

-- Rows are kept short, long texts beside them, and what decides on a row is not packed: a common word makes PostgreSQL
-- visit hundreds of rows.
alter table search_entry set (toast_tuple_target = 128);
alter table search_entry
    alter id set storage main, alter path set storage main, alter title set storage main,
    alter departments set storage plain, alter domains set storage plain, alter audience set storage plain,
    add title_words tsvector not null generated always as (search_title(title)) stored,
    add words tsvector not null generated always as (search_words(title, summary, text)) stored;
alter table search_entry
    alter title_words set storage plain,
    alter words set storage external; -- read by the hundred for ranking: not to be unpacked each time

-- Without a waiting list, which every search would have to read through.
create index search_entry_words on search_entry using gin (words) with (fastupdate = off);
create index search_entry_title on search_entry using gin (title_words) with (fastupdate = off);
create index search_entry_at on search_entry (at desc);
create index search_entry_kind on search_entry (kind, at desc);

-- The words that are written somewhere, and who may read them there: what a mistyped word is compared with.
create table search_word (
    word  text not null,
    token text not null, -- of an audience
    primary key (word, token)
);
create index search_word_near on search_word using gin (word gin_trgm_ops);

-- The words of a text as they are written, without accents: what people may mistype.
create function search_written(text) returns setof text language plpgsql immutable parallel safe as $$
begin
    return query select word from unnest(tsvector_to_array(to_tsvector('public.words_plain', left($1, 100000)))) word
                  where word ~ '^[a-z]{4,30}$';
exception when program_limit_exceeded then
    return; -- the strangest of texts: nobody mistypes its words
end $$;

-- In order, so that two writers of the same new words wait for each other rather than for ever.
create function search_learn() returns trigger language plpgsql as $$
begin
    insert into search_word (word, token)
    select found.word, found.token
      from (select distinct word, token
              from changed c, unnest(c.audience) token,
                   search_written(c.title || ' ' || c.summary || ' ' || c.text) word) as found
     where not exists (select from search_word s where s.word = found.word and s.token = found.token)
     order by 1, 2
        on conflict do nothing;
    return null;
end $$;
create trigger search_learn_new after insert on search_entry
    referencing new table as changed for each statement execute function search_learn();
create trigger search_learn_changed after update on search_entry
    referencing new table as changed for each statement execute function search_learn();
