-- The one outbox. A letter is what is said, a delivery is that letter to one recipient.
create table mail_letter (
    id              bigint generated always as identity primary key,
    letter_key      text unique,
    kind            text not null,
    priority        smallint not null check (priority between 0 and 2),
    bulk            boolean not null,
    subject         text, -- null, with the bodies, once erased
    text            text,
    html            text,
    headers         jsonb not null default '{}',
    created_at      timestamptz not null,
    -- Figures of deliveries that the purge has deleted: counts and times remain, recipients do not.
    past_recipients int not null default 0,
    past_sent       int not null default 0,
    past_first_at   timestamptz,
    past_last_at    timestamptz
);

create table mail_delivery (
    id              bigint generated always as identity primary key,
    letter          bigint not null references mail_letter,
    priority        smallint not null check (priority between 0 and 2), -- the letter's: the queue's index needs it here
    recipient_key   uuid,
    address         text,
    fields          jsonb,
    turn            bigint not null default 0,
    state           text not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'REFUSED', 'GIVEN_UP')),
    attempts        smallint not null default 0,
    queued_at       timestamptz not null,
    next_attempt_at timestamptz not null,
    leased_by       uuid,
    lease_until     timestamptz,
    sent_at         timestamptz,
    -- What has left holds no address any more, what waits does.
    check ((state = 'QUEUED') = (address is not null)),
    check ((state = 'SENT') = (sent_at is not null))
) with (fillfactor = 70); -- room beside each row for its lease, so that claiming touches no index

-- A letter reaches a recipient once, whoever fills the queue again.
create unique index mail_delivery_once on mail_delivery (letter, recipient_key) where recipient_key is not null;
create index mail_delivery_letter on mail_delivery (letter) where recipient_key is null;
-- Workers claim from its front: first what is urgent, then what is due longest, then by turn.
create index mail_delivery_queue on mail_delivery (priority, next_attempt_at, turn) where state = 'QUEUED';
create index mail_delivery_age on mail_delivery (queued_at);

-- How often mail servers refused the address of a recipient for good.
create table mail_refusal (
    recipient_key uuid primary key,
    refusals      int not null check (refusals > 0),
    last_at       timestamptz not null
);

-- Deliveries leave by the purge; their figures stay with the letter, and a letter to one person leaves with it.
create function mail_delivery_fold() returns trigger language plpgsql as $$
begin
    update mail_letter l
       set past_recipients = l.past_recipients + gone.recipients,
           past_sent       = l.past_sent + gone.sent,
           past_first_at   = least(l.past_first_at, gone.first_at),
           past_last_at    = greatest(l.past_last_at, gone.last_at)
      from (select letter, count(*) as recipients, count(sent_at) as sent, min(sent_at) as first_at, max(sent_at) as last_at
              from deleted group by letter) gone
     where l.id = gone.letter and l.letter_key is not null;
    delete from mail_letter l
     using (select distinct letter from deleted) gone
     where l.id = gone.letter and l.letter_key is null
       and not exists (select 1 from mail_delivery d where d.letter = l.id);
    return null;
end $$;
create trigger mail_delivery_fold after delete on mail_delivery
    referencing old table as deleted for each statement execute function mail_delivery_fold();
