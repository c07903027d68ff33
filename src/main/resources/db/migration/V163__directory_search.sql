-- People in office in the index, as the directory shows them to each role: by name, title and organisation; what they say of
-- themselves and how to reach them stays out. Kept right whoever writes them: who joins is found, who goes is not, at once.
create view search_person as
select 'PERSON' kind, p.id::text id, '/espace/annuaire/personnes/' || p.id path, p.name title,
       concat_ws(', ', nullif(p.title, ''),
                 coalesce(d.name, a.name, f.name, case when p.role = 'FACILITATOR' then n.centre end)) summary,
       '' text, case when d.department is null then '{}' else array[d.department] end departments, '{}'::text[] domains,
       case p.role when 'PARTNER' then array['role:OFFICER', 'role:FACILITATOR', 'role:PARTNER']
                   when 'FUNDER' then array['role:OFFICER', 'role:FACILITATOR']
                   else array['role:OFFICER', 'role:FACILITATOR', 'role:PARTNER', 'role:FUNDER'] end audience,
       timestamptz '2000-01-01 00:00:00+00' at
  from person p
  left join network_profile n on true
  left join dla d on d.id = p.dla
  left join partner a on a.id = p.partner
  left join funder f on f.id = p.funder
 where p.gone_at is null;

create function search_person_changed() returns trigger language plpgsql as $$
begin
    delete from search_entry e
     where e.kind = 'PERSON' and not exists (select from search_person p where p.id = e.id);
    insert into search_entry as e (kind, id, path, title, summary, text, departments, domains, audience, at)
    select kind, id, path, title, summary, text, departments, domains, audience, at from search_person order by id
        on conflict (kind, id) do update
       set path = excluded.path, title = excluded.title, summary = excluded.summary, text = excluded.text,
           departments = excluded.departments, domains = excluded.domains, audience = excluded.audience, at = excluded.at
     where (e.path, e.title, e.summary, e.text, e.departments, e.domains, e.audience, e.at)
           is distinct from (excluded.path, excluded.title, excluded.summary, excluded.text, excluded.departments,
                             excluded.domains, excluded.audience, excluded.at);
    return null;
end $$;
create trigger search_person_changed after insert or update or delete on person
    for each statement execute function search_person_changed();
create trigger search_person_changed after update on partner
    for each statement execute function search_person_changed();
create trigger search_person_changed after update on funder
    for each statement execute function search_person_changed();
create trigger search_person_changed after update on dla
    for each statement execute function search_person_changed();

-- A database that has its people already.
update partner set name = name where false;
