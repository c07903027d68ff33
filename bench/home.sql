-- 5,000 tools, with their versions, authors and entries, as the library writes them.
begin;
insert into tool (id, dla, state, title, purpose, steps, domains, licence, body, links, tags, created_at, changed_at)
select gen_random_uuid(), d.id, 'DRAFT', 'Outil d’essai n° ' || n, 'Ce que cet outil apporte au diagnostic partagé, cas n° ' || n,
       array['DIAGNOSIS'], array['FINANCE'], 'NETWORK', repeat('Un texte d’outil, avec ses étapes et ses conseils. ', 20), '[]', array['essai'],
       now() - n * interval '1 hour', now() - n * interval '1 hour'
  from generate_series(1, 5000) n
  join (select id, row_number() over (order by id) - 1 turn from dla) d on d.turn = n % 4;
insert into tool_version (tool, number, at, dla, what, note, content)
select id, 1, created_at, dla, 'CREATED', '', jsonb_build_object('title', title) from tool where tags = array['essai'];
insert into tool_author (tool, dla) select id, dla from tool where tags = array['essai'];
commit;
insert into search_entry (kind, id, path, title, summary, text, departments, domains, audience, at)
select 'TOOL', id::text, '/espace/outils/' || id, title, purpose, body, '{}', domains, array['role:OFFICER', 'role:FACILITATOR'], changed_at
  from tool where tags = array['essai']
    on conflict do nothing;
vacuum analyze tool;
vacuum analyze search_entry;
