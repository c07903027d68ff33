-- What a delivery report said of a delivery that the server had taken: the same report twice counts once.
alter table mail_delivery add column report text check (report in ('HARD', 'SOFT'));

-- What was last seen of the DNS records that let others trust our mail; one row a kind of record.
create table mail_dns_check (
    record     text primary key check (record in ('SPF', 'DKIM', 'DMARC')),
    outcome    text not null check (outcome in ('FOUND', 'MISSING', 'WRONG', 'UNKNOWN')),
    checked_at timestamptz not null
);

-- Letters to one person whose text is still there: the minute's erasure looks at no other.
create index mail_letter_to_erase on mail_letter (id) where letter_key is null and text is not null;
