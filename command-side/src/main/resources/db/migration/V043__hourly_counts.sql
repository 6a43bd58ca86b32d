-- How often something was done since a point in time, of what may be done only so often in an hour.
CREATE TABLE command_side.hourly_counts (
    kind   text        NOT NULL,
    key    text        NOT NULL,
    since  timestamptz NOT NULL,
    number integer     NOT NULL,
    PRIMARY KEY (kind, key)
);
