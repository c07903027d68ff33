-- Copies of the demonstration's calls, up to 2,000 published ones in all, through the moves of a real call.
with wanted as (select greatest(0, 2000 - count(*)) as copies from tender where published_at is not null),
     models as (select t.*, row_number() over (order by id) as i, count(*) over () as all_of_them
                  from tender t where published_at is not null)
insert into tender (id, dla, created_at, updated_at, kind, title, beneficiary_named, beneficiary, departments, domains, context,
       objectives, deliverables, how_to_answer, days, budget, starts_on, ends_on, criteria, questions_until, closes_at,
       contact_name, contact_email, contact_phone)
select gen_random_uuid(), m.dla, now() - interval '10 days', now() - interval '10 days', m.kind, m.title, m.beneficiary_named,
       m.beneficiary, m.departments, m.domains, m.context, m.objectives, m.deliverables, m.how_to_answer, m.days, m.budget,
       m.starts_on, m.ends_on, m.criteria, now() + interval '5 days', now() + interval '20 days' + turn * interval '1 minute',
       m.contact_name, m.contact_email, m.contact_phone
  from wanted, generate_series(1, wanted.copies) turn
  join models m on m.i = 1 + turn % m.all_of_them;

do $$
declare
    one record;
begin
    for one in select id, dla from tender where state = 'DRAFT' and closes_at > now() + interval '19 days' loop
        update tender set state = 'PUBLISHED', published_at = now() - interval '9 days', updated_at = now() where id = one.id;
    end loop;
end $$;
analyze tender;
