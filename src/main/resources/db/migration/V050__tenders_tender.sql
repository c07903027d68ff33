-- Calls for tender. A draft may be incomplete; from publication on the row is whole, and its content changes by a dated
-- amendment only. TenderState, Terms and Reference say the same in Java; an operator's console obeys too.

-- The last number given in a year to a department. Its row stays locked until the publication commits or is undone:
-- numbers are without gap and without double.
create table tender_sequence (
    year       int not null,
    department text not null references department,
    last       int not null check (last > 0),
    primary key (year, department)
);

create function tender_weights(criteria jsonb) returns numeric language sql immutable
    as $$ select coalesce(sum((c ->> 'weight')::numeric), 0) from jsonb_array_elements(criteria) c $$;

create function tender_criteria_named(criteria jsonb) returns boolean language sql immutable
    as $$ select coalesce(bool_and(length(trim(c ->> 'name')) between 1 and 300 and (c ->> 'weight')::numeric between 1 and 100), true)
            from jsonb_array_elements(criteria) c $$;

create table tender (
    id                uuid primary key,
    reference         text unique check (reference ~ '^\d{4}-(\d{2,3}|2[AB])-\d{3,}$'), -- given at publication
    dla               text not null references dla,
    state             text not null default 'DRAFT'
                      check (state in ('DRAFT', 'PUBLISHED', 'CLOSED', 'AWARDED', 'UNSUCCESSFUL', 'CANCELLED')),
    version           int not null default 0,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    -- What the call says: the terms.
    kind              text not null default 'INDIVIDUAL' check (kind in ('INDIVIDUAL', 'COLLECTIVE')),
    title             text not null default '' check (length(title) <= 200),
    beneficiary_named boolean not null default true,  -- else described without its name
    beneficiary       text not null default '' check (length(beneficiary) <= 500),
    departments       text[] not null default '{}',
    domains           text[] not null default '{}' check (domains <@ array['STRATEGY', 'ECONOMIC_MODEL', 'FINANCE',
                      'HUMAN_RESOURCES', 'ORGANISATION', 'GOVERNANCE', 'COMMUNICATION', 'DIGITAL', 'PARTNERSHIPS',
                      'LEGAL', 'IMPACT', 'SECTOR']),
    context           text not null default '' check (length(context) <= 20000),      -- Markdown, as the three below
    objectives        text not null default '' check (length(objectives) <= 20000),
    deliverables      text not null default '' check (length(deliverables) <= 20000),
    how_to_answer     text not null default '' check (length(how_to_answer) <= 20000),
    days              numeric(5, 1) check (days > 0 and days * 2 = trunc(days * 2)),
    budget            numeric(10, 2) check (budget > 0),                              -- at most, VAT included, euros
    starts_on         date,
    ends_on           date,
    criteria          jsonb not null default '[]' check (jsonb_typeof(criteria) = 'array'), -- [{"name", "weight"}]
    questions_until   timestamptz,
    closes_at         timestamptz,
    contact_name      text not null default '' check (length(contact_name) <= 120),
    contact_email     text not null default '' check (length(contact_email) <= 254),
    contact_phone     text not null default '' check (length(contact_phone) <= 40),
    -- Its life.
    publish_at        timestamptz,                      -- a draft leaves by itself at that time
    publish_refused   text not null default '',         -- why it did not: message keys
    published_at      timestamptz,
    amendments        int not null default 0,
    concluded_at      timestamptz,                      -- awarded, unsuccessful or cancelled
    award_providers   text[] not null default '{}',
    award_amount      numeric(10, 2) check (award_amount >= 0),
    outcome_reason    text not null default '' check (length(outcome_reason) <= 2000),
    search            tsvector generated always as (
                          setweight(to_tsvector('public.french_plain'::regconfig, title), 'A')
                          || setweight(to_tsvector('public.french_plain'::regconfig, beneficiary), 'B')
                          || to_tsvector('public.french_plain'::regconfig,
                                         context || ' ' || objectives || ' ' || deliverables)) stored,

    check ((reference is null) = (published_at is null)),
    check ((published_at is null) = (state = 'DRAFT' or state = 'CANCELLED' and reference is null)),
    check (publish_at is null or state = 'DRAFT'),
    check ((concluded_at is not null) = (state in ('AWARDED', 'UNSUCCESSFUL', 'CANCELLED'))),
    check ((state = 'AWARDED') = (cardinality(award_providers) > 0)),
    check (award_amount is null or state = 'AWARDED'),
    check (published_at is null or state not in ('UNSUCCESSFUL', 'CANCELLED') or length(trim(outcome_reason)) > 0),
    constraint tender_whole check (published_at is null or coalesce(
        length(trim(title)) >= 5 and length(trim(beneficiary)) > 0
        and cardinality(departments) > 0 and cardinality(domains) > 0
        and length(trim(context)) > 0 and length(trim(objectives)) > 0 and length(trim(deliverables)) > 0
        and length(trim(how_to_answer)) > 0 and days is not null and budget is not null
        and starts_on <= ends_on and tender_criteria_named(criteria) and tender_weights(criteria) = 100
        and published_at < closes_at and (questions_until is null or questions_until <= closes_at)
        and length(trim(contact_name)) > 0 and length(trim(contact_email)) > 0, false))
);
create index tender_public on tender (state, closes_at) where published_at is not null;
create index tender_published on tender (published_at desc) where published_at is not null;
create index tender_of_dla on tender (dla, state);
create index tender_due on tender (publish_at) where publish_at is not null;
create index tender_departments on tender using gin (departments) where published_at is not null;
create index tender_domains on tender using gin (domains) where published_at is not null;
create index tender_search on tender using gin (search);

-- What changed in a published call, and when.
create table tender_amendment (
    tender       uuid not null references tender on delete cascade,
    number       int not null check (number > 0),
    published_at timestamptz not null,
    summary      text not null check (length(trim(summary)) between 1 and 2000),
    changes      jsonb not null check (jsonb_typeof(changes) = 'array'), -- [{"field", "before", "after"}]
    primary key (tender, number)
);

-- The terms of a call as one value, to see whether they change.
create function tender_terms(t tender) returns jsonb language sql stable
    as $$ select to_jsonb(t) - array['id', 'reference', 'state', 'version', 'created_at', 'updated_at', 'publish_at',
              'publish_refused', 'published_at', 'amendments', 'concluded_at', 'award_providers', 'award_amount',
              'outcome_reason', 'search'] $$;

create function tender_begins() returns trigger language plpgsql as $$
begin
    if new.state <> 'DRAFT' or new.reference is not null then
        raise exception 'tender %: begins as a draft, without reference', new.id using errcode = '23514';
    end if;
    return new;
end $$;
create trigger tender_begins before insert on tender for each row execute function tender_begins();

create function tender_moves() returns trigger language plpgsql as $$
declare
    code   text;
    number int;
begin
    if new.id <> old.id then
        raise exception 'tender %: keeps its identifier', old.id using errcode = '23514';
    end if;
    if new.state <> old.state and (old.state, new.state) not in (values
            ('DRAFT', 'PUBLISHED'), ('DRAFT', 'CANCELLED'),
            ('PUBLISHED', 'CLOSED'), ('PUBLISHED', 'CANCELLED'),
            ('CLOSED', 'AWARDED'), ('CLOSED', 'UNSUCCESSFUL')) then
        raise exception 'tender %: % cannot become %', new.id, old.state, new.state using errcode = '23514';
    end if;
    if new.state = 'CLOSED' and old.state = 'PUBLISHED' and new.updated_at < old.closes_at then
        raise exception 'tender %: closes at its deadline, not before', new.id using errcode = '23514';
    end if;
    if new.reference is distinct from old.reference then
        raise exception 'tender %: its reference is given at publication, by the database', new.id using errcode = '23514';
    end if;
    if old.published_at is not null and new.published_at is distinct from old.published_at then
        raise exception 'tender %: was published once', new.id using errcode = '23514';
    end if;
    if new.amendments <> old.amendments or old.state <> 'DRAFT' and tender_terms(new) <> tender_terms(old) then
        if old.state <> 'PUBLISHED' or new.state <> 'PUBLISHED' or new.amendments <> old.amendments + 1
           or not exists (select from tender_amendment where tender = new.id and tender_amendment.number = new.amendments) then
            raise exception 'tender %: once published it changes by an amendment only', new.id using errcode = '23514';
        end if;
    end if;
    if old.state = 'DRAFT' and new.state = 'PUBLISHED' then
        if not new.departments <@ (select array_agg(department.code) from department) then
            raise exception 'tender %: names an unknown department', new.id using errcode = '23514';
        end if;
        select department into strict code from dla where id = new.dla;
        insert into tender_sequence (year, department, last)
             values (extract(year from new.published_at at time zone 'Europe/Paris'), code, 1)
        on conflict (year, department) do update set last = tender_sequence.last + 1
          returning last into number;
        new.reference := to_char(new.published_at at time zone 'Europe/Paris', 'YYYY') || '-' || code || '-'
                         || lpad(number::text, greatest(3, length(number::text)), '0');
    end if;
    return new;
end $$;
create trigger tender_moves before update on tender for each row execute function tender_moves();

-- What was public stays for its retention (TenderTraces); a slip of the hand at a console does not take it away.
-- The database's own clock is right here: this guards, it does not decide.
create function tender_stays() returns trigger language plpgsql as $$
begin
    if old.published_at is not null
       and (old.state = 'PUBLISHED' or coalesce(old.concluded_at, old.closes_at) > now() - interval '5 years') then
        raise exception 'tender %: was published and stays for its retention', old.reference using errcode = '23514';
    end if;
    return old;
end $$;
create trigger tender_stays before delete on tender for each row execute function tender_stays();

create function tender_amendment_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if not exists (select from tender where id = new.tender and state = 'PUBLISHED' and amendments + 1 = new.number) then
            raise exception 'tender %: amendment % does not follow', new.tender, new.number using errcode = '23514';
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' and not exists (select from tender where id = old.tender) then
        return old; -- leaves with its call
    end if;
    raise exception 'tender %: amendment % stands as published', old.tender, old.number using errcode = '23514';
end $$;
create trigger tender_amendment_stands before insert or update or delete on tender_amendment
    for each row execute function tender_amendment_stands();
