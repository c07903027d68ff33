-- What the network's own rows are in the index, for everybody: kept right whoever writes them, and read by bin/reindex.
-- They change rarely and are few: each change sets all of them right. People and partners' entries are the directory's.
create view search_network as
select 'ORGANISATION' kind, 'dla:' || d.id id, '/reseau/' || d.id path, d.name title,
       h.name || coalesce(', ' || nullif(d.branch, ''), '') summary,
       regexp_replace(d.about, '[#*_`>]+', ' ', 'g') || ' ' || n.name text, array[d.department] departments, '{}'::text[] domains,
       array['all'] audience, timestamptz '2000-01-01 00:00:00+00' at
  from dla d join host h on h.id = d.host join department n on n.code = d.department
union all
select 'ORGANISATION', 'host:' || h.id, case count(d.id) when 1 then '/reseau/' || min(d.id) else '/reseau' end, h.name, h.about,
       coalesce(string_agg(d.name, ' ' order by d.id), ''),
       coalesce(array_agg(d.department order by d.id) filter (where d.id is not null), '{}'), '{}', array['all'],
       timestamptz '2000-01-01 00:00:00+00'
  from host h left join dla d on d.host = h.id group by h.id
union all
select 'ORGANISATION', 'funder:' || id, '/reseau', name, about, '', '{}', '{}', array['all'], timestamptz '2000-01-01 00:00:00+00'
  from funder
union all
-- The page of the network names its partners; what they offer is for members.
select 'ORGANISATION', 'network', '/reseau', name, centre || ' · ' || centre_host,
       centre_about || coalesce(' ' || (select string_agg(p.name || ' ' || p.about, ' ' order by p.turn, p.id) from partner p), ''),
       '{}', '{}', array['all'], timestamptz '2000-01-01 00:00:00+00'
  from network_profile;

create function search_network_changed() returns trigger language plpgsql as $$
begin
    delete from search_entry e
     where e.kind = 'ORGANISATION' and e.id ~ '^(dla:|host:|funder:|network$)'
       and not exists (select from search_network n where n.id = e.id);
    insert into search_entry as e (kind, id, path, title, summary, text, departments, domains, audience, at)
    select kind, id, path, title, summary, text, departments, domains, audience, at from search_network order by id
        on conflict (kind, id) do update
       set path = excluded.path, title = excluded.title, summary = excluded.summary, text = excluded.text,
           departments = excluded.departments, domains = excluded.domains, audience = excluded.audience, at = excluded.at
     where (e.path, e.title, e.summary, e.text, e.departments, e.domains, e.audience, e.at)
           is distinct from (excluded.path, excluded.title, excluded.summary, excluded.text, excluded.departments,
                             excluded.domains, excluded.audience, excluded.at);
    return null;
end $$;
create trigger search_network_changed after insert or update or delete on dla
    for each statement execute function search_network_changed();
create trigger search_network_changed after insert or update or delete on host
    for each statement execute function search_network_changed();
create trigger search_network_changed after insert or update or delete on funder
    for each statement execute function search_network_changed();
create trigger search_network_changed after insert or update or delete on partner
    for each statement execute function search_network_changed();
create trigger search_network_changed after insert or update or delete on network_profile
    for each statement execute function search_network_changed();

-- A database that has its network already.
update host set name = name where false;
