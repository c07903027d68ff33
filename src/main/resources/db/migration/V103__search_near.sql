-- For each word that nothing visible holds, the words most like it that are written somewhere the viewer may read.
create function search_near(asked text[], held text[]) returns table (word text, near text[])
    language sql stable
    set enable_seqscan = off as $$
    select a.word, array(select s.word from search_word s
                          where s.word % a.word and s.token = any (held)
                          group by s.word
                          order by similarity(s.word, a.word) desc, s.word
                          limit 10)
      from unnest(asked) with ordinality as a (word, turn)
     where not exists (select from search_entry e
                        where e.words @@ plainto_tsquery('public.french_plain', a.word) and e.audience && held)
     order by a.turn
$$;

-- Whatever deletes a row, an operator's console or the purge, takes its entry along.
create function search_forget() returns trigger language plpgsql as $$
begin
    delete from search_entry where kind = tg_argv[0] and id = to_jsonb(old) ->> tg_argv[1];
    return null;
end $$;
create trigger tender_leaves_search after delete on tender
    for each row when (old.reference is not null) execute function search_forget('CALL', 'reference');
