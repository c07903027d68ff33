-- What is withdrawn before it left was never a recipient: the figures that stay with a letter do not count it.
create or replace function mail_delivery_fold() returns trigger language plpgsql as $$
begin
    update mail_letter l
       set past_recipients = l.past_recipients + gone.recipients,
           past_sent       = l.past_sent + gone.sent,
           past_first_at   = least(l.past_first_at, gone.first_at),
           past_last_at    = greatest(l.past_last_at, gone.last_at)
      from (select letter, count(*) filter (where state <> 'QUEUED') as recipients, count(sent_at) as sent,
                   min(sent_at) as first_at, max(sent_at) as last_at
              from deleted group by letter) gone
     where l.id = gone.letter and l.letter_key is not null;
    delete from mail_letter l
     using (select distinct letter from deleted) gone
     where l.id = gone.letter and l.letter_key is null
       and not exists (select 1 from mail_delivery d where d.letter = l.id);
    return null;
end $$;

-- Letters of which something may still wait: a withdrawal looks at each of these few by (letter, recipient), which is
-- unique already, so that the table of deliveries needs no index more.
create index mail_letter_alive on mail_letter (id) where letter_key is not null and text is not null;
