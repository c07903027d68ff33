-- What the network's own rows are in the index: the same rows for every change, whoever makes it, and for bin/reindex.
-- They change rarely and are few: each change sets all of them right.
create view search_network as
select 'PERSON' kind, p.id::text id, '/espace/annuaire' path, p.name title,
       concat_ws(' · ', nullif(p.title, ''), d.name) summary, concat_ws(' ', h.name, d.branch) text,
       case when d.department is null then '{}' else array[d.department] end departments, '{}'::text[] domains,
       array['role:OFFICER', 'role:FACILITATOR', 'role:PARTNER', 'role:FUNDER'] audience,
       timestamptz '2000-01-01 00:00:00+00' at
  from person p left join dla d on d.id = p.dla left join host h on h.id = d.host
 where p.left_on is null
union all
select 'ORGANISATION', 'dla:' || d.id, '/reseau/' || d.id, d.name, h.name || coalesce(', ' || nullif(d.branch, ''), ''),
       regexp_replace(d.about, '[#*_`>]+', ' ', 'g') || ' ' || n.name, array[d.department], '{}', array['all'],
       make_timestamptz(d.since, 1, 1, 0, 0, 0, 'Europe/Paris')
  from dla d join host h on h.id = d.host join department n on n.code = d.department
union all
select 'ORGANISATION', 'host:' || h.id,
       case count(d.id) when 1 then '/reseau/' || min(d.id) else '/reseau' end, h.name, h.about,
       coalesce(string_agg(d.name, ' ' order by d.id), ''), coalesce(array_agg(d.department order by d.id) filter (where d.id is not null), '{}'),
       '{}', array['all'], timestamptz '2000-01-01 00:00:00+00'
  from host h left join dla d on d.host = h.id group by h.id
union all
select 'ORGANISATION', 'funder:' || id, '/reseau', name, about, '', '{}', '{}', array['all'], timestamptz '2000-01-01 00:00:00+00'
  from funder
union all
select 'ORGANISATION', 'partner:' || id, '/reseau', name, about, '', '{}', '{}', array['all'], timestamptz '2000-01-01 00:00:00+00'
  from partner;

create function search_network_changed() returns trigger language plpgsql as $$
begin
    delete from search_entry e
     where (e.kind = 'PERSON' or e.kind = 'ORGANISATION' and e.id ~ '^(dla|host|funder|partner):')
       and not exists (select from search_network n where n.kind = e.kind and n.id = e.id);
    insert into search_entry as e (kind, id, path, title, summary, text, departments, domains, audience, at)
    select * from search_network order by kind, id
        on conflict (kind, id) do update
       set path = excluded.path, title = excluded.title, summary = excluded.summary, text = excluded.text,
           departments = excluded.departments, domains = excluded.domains, audience = excluded.audience, at = excluded.at
     where (e.path, e.title, e.summary, e.text, e.departments, e.domains, e.audience, e.at)
           is distinct from (excluded.path, excluded.title, excluded.summary, excluded.text, excluded.departments,
                             excluded.domains, excluded.audience, excluded.at);
    return null;
end $$;
create trigger search_network_changed after insert or update or delete on person
    for each statement execute function search_network_changed();
create trigger search_network_changed after insert or update or delete on dla
    for each statement execute function search_network_changed();
create trigger search_network_changed after insert or update or delete on host
    for each statement execute function search_network_changed();
create trigger search_network_changed after insert or update or delete on funder
    for each statement execute function search_network_changed();
create trigger search_network_changed after insert or update or delete on partner
    for each statement execute function search_network_changed();

-- A database that has its network already.
update host set name = name where false;
