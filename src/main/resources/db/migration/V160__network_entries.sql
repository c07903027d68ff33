-- What people say of themselves in the directory, and whom a partner's or funder's member speaks for.
alter table person
    add column phone         text not null default '' check (length(phone) <= 40),
    add column about         text not null default '' check (length(about) <= 2000),
    add column email_shown   boolean not null default true, -- to officers and the facilitator; nobody else ever sees it
    add column phone_shown   boolean not null default true,
    add column partner       text references partner on delete set null,
    add column funder        text references funder on delete set null,
    add column entry_version int not null default 0;
create index person_partner on person (partner) where partner is not null;
create index person_funder on person (funder) where funder is not null;

-- Only a partner's member speaks for a partner, only a funder's for a funder: a new role takes it away.
create function person_speaks_for() returns trigger language plpgsql as $$
begin
    if new.role <> 'PARTNER' then new.partner := null; end if;
    if new.role <> 'FUNDER' then new.funder := null; end if;
    return new;
end $$;
create trigger person_speaks_for before insert or update on person for each row execute function person_speaks_for();
