-- The directory as one list. `seen_by`: roles that see the line at all; `inner_seen_by`: those that see how to reach it and
-- find it by what is not public. org.maillage.directory.Directory asks by role, so that nothing else is ever read.
create view directory_line as
select 'DLA' kind, d.id, d.name, h.name detail, d.email, d.phone, h.website, '/reseau/' || d.id path,
       array[d.department] departments, '{}'::text[] domains, null::date left_on,
       array['OFFICER', 'FACILITATOR', 'PARTNER', 'FUNDER'] seen_by,
       array['OFFICER', 'FACILITATOR', 'PARTNER', 'FUNDER'] inner_seen_by,
       plain(concat_ws(' ', d.name, p.name, h.name)) plain_text, '' inner_text, 1 turn, plain(d.name) sort_name
  from dla d join host h on h.id = d.host join department p on p.code = d.department
union all
select 'PERSON', p.id::text, p.name, concat_ws(', ', nullif(p.title, ''), coalesce(d.name, a.name, f.name, case when p.role = 'FACILITATOR' then n.centre end)),
       case when p.email_shown then p.email else '' end, case when p.phone_shown then p.phone else '' end, '',
       '/espace/annuaire/personnes/' || p.id,
       case when d.department is null then '{}' else array[d.department] end, '{}', p.left_on,
       case p.role when 'PARTNER' then array['OFFICER', 'FACILITATOR', 'PARTNER']
                   when 'FUNDER' then array['OFFICER', 'FACILITATOR']
                   else array['OFFICER', 'FACILITATOR', 'PARTNER', 'FUNDER'] end,
       array['OFFICER', 'FACILITATOR'],
       plain(concat_ws(' ', p.name, p.title, d.name, a.name, f.name)), plain(p.about),
       case p.role when 'OFFICER' then 2 when 'FACILITATOR' then 2 when 'PARTNER' then 4 else 6 end, plain(p.name)
  from person p
  cross join network_profile n
  left join dla d on d.id = p.dla
  left join partner a on a.id = p.partner
  left join funder f on f.id = p.funder
union all
select 'PARTNER', a.id, a.name, a.about, coalesce(e.email, ''), coalesce(e.phone, ''), a.website,
       '/espace/annuaire/partenaires/' || a.id,
       coalesce((select array_agg(distinct c) from partner_offer o cross join unnest(o.departments) c where o.partner = a.id), '{}'),
       '{}', null,
       array['OFFICER', 'FACILITATOR', 'PARTNER', 'FUNDER'], array['OFFICER', 'FACILITATOR', 'PARTNER'],
       plain(concat_ws(' ', a.name, a.about, (select string_agg(concat_ws(' ', o.title, o.text, o.publics), ' ')
                                                from partner_offer o where o.partner = a.id and o.public))),
       plain(concat_ws(' ', e.contact, (select string_agg(concat_ws(' ', o.title, o.text, o.publics), ' ')
                                          from partner_offer o where o.partner = a.id and not o.public))), 3, plain(a.name)
  from partner a left join partner_entry e on e.partner = a.id
union all
select 'FUNDER', f.id, f.name, f.about, '', '', f.website, '/espace/annuaire/financeurs/' || f.id, '{}', '{}', null,
       array['OFFICER', 'FACILITATOR', 'PARTNER', 'FUNDER'], array['OFFICER', 'FACILITATOR'],
       plain(concat_ws(' ', f.name, f.about)), '', 5, plain(f.name)
  from funder f
union all
select 'PROVIDER', k.id::text, k.name, k.contact, k.email, k.phone, k.website, '/espace/annuaire/prestataires/' || k.id,
       k.departments, k.domains, null,
       array['OFFICER', 'FACILITATOR'], array['OFFICER', 'FACILITATOR'],
       k.plain_text, '', 7, k.plain_name
  from known_provider k;
