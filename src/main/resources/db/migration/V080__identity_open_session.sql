-- What a member needs to recognise their own sessions, and when they last proved who they are. It leaves with its session.
create table open_session (
    session   char(36) primary key references spring_session (session_id) on update cascade on delete cascade,
    browser   text not null check (browser in ('CHROME', 'EDGE', 'FIREFOX', 'OPERA', 'SAFARI', 'SAMSUNG', 'OTHER')),
    system    text not null check (system in ('ANDROID', 'CHROME_OS', 'IPAD', 'IPHONE', 'LINUX', 'MAC', 'WINDOWS', 'OTHER')),
    proved_at timestamptz -- null: another organisation answered for this person, at a time that it did not tell
);
