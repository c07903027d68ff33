-- Questions of providers. Nobody is asked who they are: the answer goes to all at once.
create table tender_enquiry_batch (
    tender       uuid not null references tender on delete cascade,
    number       int not null check (number > 0),
    published_at timestamptz not null,
    primary key (tender, number)
);

create table tender_enquiry (
    id        uuid primary key,
    tender    uuid not null references tender on delete cascade,
    asked_at  timestamptz not null,
    question  text not null check (length(trim(question)) between 1 and 2000), -- as asked; once published, as published
    rephrased text not null default '' check (length(rephrased) <= 2000),      -- so that nobody is recognised
    answer    text not null default '' check (length(answer) <= 5000),
    ready     boolean not null default false,                                  -- goes with the next batch
    discarded text not null default '' check (length(discarded) <= 500),       -- why it gets no answer; never public
    batch     int,                                                             -- published with
    version   int not null default 0,
    foreign key (tender, batch) references tender_enquiry_batch,
    check (not ready or length(trim(answer)) > 0),
    check (discarded = '' or not ready),
    check (batch is null or ready and discarded = '' and rephrased = '') -- the wording as asked leaves with publication
);
create index tender_enquiry_of on tender_enquiry (tender, asked_at);

create function tender_enquiry_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.batch is not null or not exists (select from tender where id = new.tender and state = 'PUBLISHED') then
            raise exception 'tender %: takes questions while it is open', new.tender using errcode = '23514';
        end if;
        return new;
    end if;
    if old.batch is null or tg_op = 'DELETE' and not exists (select from tender where id = old.tender) then
        return case tg_op when 'DELETE' then old else new end;
    end if;
    raise exception 'tender enquiry %: stands as published', old.id using errcode = '23514';
end $$;
create trigger tender_enquiry_stands before insert or update or delete on tender_enquiry
    for each row execute function tender_enquiry_stands();
