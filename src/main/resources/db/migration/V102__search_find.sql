-- How entries are found. Functions, for their settings: a driver keeps plans, and one made for a rare word would read half
-- the table for a common one. Rights are conditions of every statement here: what may not be seen is never read.

-- The words of a query, negated ones included, each as it stands in the index.
create function search_lexemes(asked tsquery) returns setof text language sql immutable parallel safe
    as $$ select replace(replace(found[1], '''''', ''''), '\\', '\')
            from regexp_matches(asked::text, '''((?:[^'']|'''')+)''', 'g') found $$;

-- The same words with "or" between them.
create function search_any(asked tsquery) returns tsquery language sql immutable parallel safe
    as $$ select coalesce(string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''', ' | '), '')::tsquery
            from search_lexemes(asked) word $$;

-- How many entries hold the words and pass the filters, as the planner thinks: it knows the common words.
create function search_likely(asked tsquery, held text[], kinds text[], places text[], fields text[],
                              since timestamptz, until timestamptz)
    returns bigint language plpgsql volatile
    set enable_seqscan = off set jit = off as $$
declare
    plan json;
begin
    execute 'explain (format json) select from search_entry where words @@ $1 and audience && $2'
            || case when kinds is null then '' else ' and kind = any ($3)' end
            || case when places is null then '' else ' and departments && $4' end
            || case when fields is null then '' else ' and domains && $5' end
            || ' and at >= $6 and at < $7'
       into plan using asked, held, kinds, places, fields, since, until;
    return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
end $$;

-- Where to look in a long text for something to show: words that begin as one of the query's, accents or not.
create function search_pattern(asked tsquery) returns text language sql immutable parallel safe as $$
    select '\m(?:' || string_agg(
               replace(replace(replace(replace(replace(replace(replace(beginning, 'a', '[aàâä]'), 'c', '[cç]'), 'e', '[eéèêë]'),
                       'i', '[iîï]'), 'o', '[oôöœ]'), 'u', '[uùûü]'), 'y', '[yÿ]'), '|') || ')'
      from (select left(word, greatest(4, length(word) - 2)) beginning
              from search_lexemes(asked) word where word ~ '^\w+$') as beginnings
$$;

-- The beginnings of words as typed: most often they stand so in the text, and are found there many times faster.
create function search_beginnings(typed text) returns text[] language sql immutable parallel safe
    as $$ select array_agg(' ' || left(word, greatest(4, length(word) - 2)))
            from regexp_split_to_table(lower(typed), '[^[:alnum:]]+') word where length(word) >= 4 $$;

-- A few lines around the first word that is found. Cut out first: to choose the best place, every word of the whole text
-- would have to be brought to its stem again.
create function search_excerpt(body text, asked tsquery, beginnings text[], pattern text) returns text
    language plpgsql immutable parallel safe as $$
declare
    beginning text;
    place     int;
    first     int := 0;
    lines     text := left(body, 240);
begin
    if length(body) > 240 then
        foreach beginning in array coalesce(beginnings, '{}') loop
            place := strpos(body, beginning);
            if place > 0 and (first = 0 or place < first) then first := place; end if;
        end loop;
        if first = 0 and pattern is not null then first := regexp_instr(body, pattern, 1, 1, 0, 'i'); end if;
        if first > 120 then
            lines := substr(body, first - 80, 240);
            lines := '… ' || substr(lines, strpos(lines, ' ') + 1); -- not from the middle of a word
            if first + 160 <= length(body) then lines := regexp_replace(lines, '\s*\S*$', ' …'); end if;
        else
            lines := regexp_replace(lines, '\s*\S*$', ' …');
        end if;
    end if;
    return ts_headline('public.french_plain', lines, asked,
                       'HighlightAll=true,StartSel=' || chr(2) || ',StopSel=' || chr(3));
end $$;

-- The entries that hold what is asked, the most relevant first:
--   1. by where the words stand: all in the title (2), one in the title (1), elsewhere (0);
--   2. by how often and how near each other, in steps of a twentieth, for the first 60;
--   3. by freshness.
-- When thousands of entries hold the words, those with all of them in the title are taken first, then the newest of the
-- others: nobody leafs through thousands. `total` then says 1001, for "more than a thousand".
create function search_find(asked tsquery, typed text, likely bigint, held text[], kinds text[], places text[], fields text[],
                            since timestamptz, until timestamptz, skip int, most int)
    returns table (kind text, id text, path text, title text, excerpt text, departments text[], domains text[],
                   at timestamptz, total int)
    language plpgsql stable
    set enable_seqscan = off set jit = off set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
    any_of  tsquery := search_any(asked);
    starts  text[] := search_beginnings(typed);
    pattern text := search_pattern(asked);
    entries bigint := greatest(1, (select reltuples from pg_catalog.pg_class where oid = 'public.search_entry'::regclass));
    common  boolean := likely > 1500;
    leafing boolean := likely * 12 > entries and common; -- so common that leafing through the newest is quicker than the index
    newest  bigint; -- how many of the newest entries to look at
    floor   timestamptz := '-infinity';
    titled  tid[] := '{}'; -- rows of this very snapshot
    dated   timestamptz[] := '{}';
    hits    tid[] := '{}';
    classes int[] := '{}';
    times   timestamptz[] := '{}';
    counted int;
begin
    if common then
        select coalesce(array_agg(h.place), '{}'), coalesce(array_agg(h.at), '{}') into titled, dated
          from (select e.ctid place, e.at from search_entry e
                 where e.title_words @@ asked and ts_match_vq(e.words, asked) and e.audience && held
                   and (kinds is null or e.kind = any (kinds)) and (places is null or e.departments && places)
                   and (fields is null or e.domains && fields) and e.at >= since and e.at < until
                 limit 500) h;
        newest := 100 + 80 * entries / likely;
    end if;
    while not common or cardinality(titled) + cardinality(hits) < skip + most loop
        if common then
            floor := coalesce((select e.at from search_entry e order by e.at desc offset newest limit 1), '-infinity');
            newest := newest * 8;
        end if;
        select coalesce(array_agg(h.place), '{}'), coalesce(array_agg(h.class), '{}'), coalesce(array_agg(h.at), '{}')
          into hits, classes, times
          from (select e.ctid place, e.at,
                       case when e.title_words @@ asked then 2 when e.title_words @@ any_of then 1 else 0 end class
                  from search_entry e
                 where (leafing or e.words @@ asked) and (not leafing or ts_match_vq(e.words, asked)) and e.audience && held
                   and (kinds is null or e.kind = any (kinds)) and (places is null or e.departments && places)
                   and (fields is null or e.domains && fields) and e.at >= greatest(since, floor) and e.at < until
                   and not (common and e.title_words @@ asked)
                 limit 5000) h;
        exit when floor = '-infinity';
        leafing := false;
    end loop;
    counted := case when common then 1001 else least(1001, cardinality(hits)) end;
    hits := titled || hits;
    classes := array_fill(2, array[cardinality(titled)]) || classes;
    times := dated || times;
    return query
        with cheap as (
            select place, class, moment, row_number() over (order by class desc, moment desc, place) turn
              from unnest(hits, classes, times) as u (place, class, moment)),
        ranked as (
            select c.place, c.class, c.moment,
                   case when c.turn <= 60 then round(20 * ts_rank('{0.1, 0.2, 0.4, 1}', e.words, asked)) else 0 end rank
              from cheap c join search_entry e on e.ctid = c.place
             where c.turn <= greatest(60, skip + most)),
        page as (
            select * from ranked order by class desc, rank desc, moment desc, place offset skip limit most)
        select e.kind, e.id, e.path,
               ts_headline('public.french_plain', e.title, asked,
                           'HighlightAll=true,StartSel=' || chr(2) || ',StopSel=' || chr(3)),
               search_excerpt(concat_ws(' · ', nullif(e.summary, ''), nullif(e.text, '')), asked, starts, pattern),
               e.departments, e.domains, e.at, counted
          from page join search_entry e on e.ctid = page.place
         where e.audience && held
         order by page.class desc, page.rank desc, page.moment desc, page.place;
end $$;

-- Titles that hold the words as far as they are typed: among the newest entries first, which is enough for what is common.
create function search_suggest(typed tsquery, held text[], most int)
    returns table (kind text, path text, title text)
    language plpgsql stable
    set enable_seqscan = off set jit = off set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
    floor timestamptz := coalesce((select n.at from search_entry n order by n.at desc offset 1500 limit 1), '-infinity');
    given int;
begin
    return query
        select e.kind, e.path, e.title
          from (select * from search_entry n where n.at >= floor order by n.at desc limit 1500) e
         where e.title_words @@ typed and e.audience && held
         order by e.at desc
         limit most;
    get diagnostics given = row_count;
    if given < most and floor > '-infinity' then
        return query
            select c.kind, c.path, c.title
              from (select e.kind, e.path, e.title, e.at from search_entry e
                     where e.title_words @@ typed and e.audience && held and e.at < floor limit 500) c
             order by c.at desc
             limit most - given;
    end if;
end $$;
