-- Documents of a call. With a published call they stand as they are; one more comes with an amendment only.
create table tender_document (
    id        uuid primary key,
    tender    uuid not null references tender on delete cascade,
    file      uuid not null unique references file,
    amendment int not null default 0 check (amendment >= 0), -- 0: there from the start
    added_at  timestamptz not null
);
create index tender_document_of on tender_document (tender, added_at);

create function tender_document_stands() returns trigger language plpgsql as $$
declare
    call tender;
begin
    if tg_op = 'UPDATE' then
        raise exception 'tender document %: stands as it was added', old.id using errcode = '23514';
    end if;
    if tg_op = 'DELETE' then
        select * into call from tender where id = old.tender;
        if found and call.published_at is not null then
            raise exception 'tender document %: is published and stays', old.id using errcode = '23514';
        end if;
        return old; -- from a draft, or with its call
    end if;
    select * into strict call from tender where id = new.tender for share;
    if not (call.state = 'DRAFT' and new.amendment = 0
            or call.state = 'PUBLISHED' and new.amendment = call.amendments + 1
               and exists (select from tender_amendment a where a.tender = new.tender and a.number = new.amendment)) then
        raise exception 'tender %: a document comes with the draft or with an amendment', new.tender using errcode = '23514';
    end if;
    return new;
end $$;
create trigger tender_document_stands before insert or update or delete on tender_document
    for each row execute function tender_document_stands();

-- The file leaves with what it was attached to.
create function tender_document_leaves() returns trigger language plpgsql as $$
begin
    delete from file where id = old.file;
    return null;
end $$;
create trigger tender_document_leaves after delete on tender_document
    for each row execute function tender_document_leaves();

-- The public list by deadline, one page of it at a time.
create index tender_by_deadline on tender (closes_at, reference) where published_at is not null;
