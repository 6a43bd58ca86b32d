-- How many attempts to get in were refused in a span of time; the first of them are events. Rows go when their span is over.
CREATE TABLE command_side.refused_accesses (
    bound   text        NOT NULL,
    kind    text        NOT NULL,
    subject text        NOT NULL,
    since   timestamptz NOT NULL,
    until   timestamptz NOT NULL,
    number  integer     NOT NULL,
    PRIMARY KEY (bound, kind, subject, since)
);
CREATE INDEX refused_accesses_until ON command_side.refused_accesses (until);

-- Whose account it was, if somebody logs in with the address of one that was deleted.
CREATE INDEX accounts_email_of_deleted ON command_side.accounts (email) WHERE deleted;
