-- Events that a follower could not handle (they have an error), and those that wait behind one of the same sequence, i.e. of
-- the same aggregate. Whatever else the follower does goes on.
CREATE TABLE event_store.dead_letters (
    follower        text        NOT NULL,
    -- Of a rebuild: what it could not put into the tables beside those that are read.
    of_rebuild      boolean     NOT NULL DEFAULT false,
    position        bigint      NOT NULL,
    sequence        text        NOT NULL,
    event_type      text        NOT NULL,
    event_id        text        NOT NULL,
    occurred_at     timestamptz NOT NULL,
    parked_at       timestamptz NOT NULL DEFAULT now(),
    attempts        integer     NOT NULL DEFAULT 0,
    error           text,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (follower, of_rebuild, position)
);
CREATE INDEX dead_letters_sequence ON event_store.dead_letters (follower, of_rebuild, sequence, position);

-- Those that somebody has given up. A rebuild leaves them out, too.
CREATE TABLE event_store.dropped_letters (
    follower    text        NOT NULL,
    position    bigint      NOT NULL,
    sequence    text        NOT NULL,
    event_type  text        NOT NULL,
    event_id    text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    error       text,
    reason      text        NOT NULL,
    dropped_by  text        NOT NULL,
    dropped_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (follower, position)
);
CREATE INDEX dropped_letters_time ON event_store.dropped_letters (dropped_at DESC, position DESC);
