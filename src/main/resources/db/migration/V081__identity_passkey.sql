-- Passkeys: the public half of a key whose other half never leaves a member's device. Neither the model of the device
-- nor the day of its last use is kept.
create table passkey (
    id              uuid primary key default gen_random_uuid(),
    person          uuid not null references person on delete cascade,
    credential      bytea not null unique check (length(credential) between 16 and 1023), -- the key's own identifier
    public_key      bytea not null check (length(public_key) between 16 and 4096),        -- COSE, RFC 9052
    sign_count      bigint not null check (sign_count >= 0),
    backup_eligible boolean not null, -- copied between the devices of its owner
    name            text not null check (length(trim(name)) between 1 and 60),
    added_on        date not null,
    unique (person, name)
);

-- A key stays whose it is.
create function passkey_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a passkey does not change hands' using errcode = '23514';
end $$;
create trigger passkey_stays before update of person, credential, public_key, backup_eligible on passkey
    for each row execute function passkey_stays();

-- Its counter grows with each use; devices that do not count leave it at 0. One that goes back was copied.
create function passkey_counts() returns trigger language plpgsql as $$
begin
    if new.sign_count <= old.sign_count and (new.sign_count, old.sign_count) <> (0, 0) then
        raise exception 'a passkey''s counter only grows' using errcode = '23514';
    end if;
    return new;
end $$;
create trigger passkey_counts before update of sign_count on passkey
    for each row execute function passkey_counts();

-- Challenges that were answered, so that none is answered twice. Those that nobody answered are kept nowhere: they are
-- signed and say themselves until when they are good.
create table passkey_challenge (
    hash       bytea primary key check (length(hash) = 32),
    expires_at timestamptz not null
);
create index passkey_challenge_expiry on passkey_challenge (expires_at);
