-- Seals on the events, in blocks: the Merkle root of the events' hashes, chained to the block before, and signed. The hashes
-- themselves are kept so that what differs can be named.
CREATE TABLE event_store.seals (
    block          bigint      PRIMARY KEY,
    first_position bigint      NOT NULL,
    last_position  bigint      NOT NULL UNIQUE,
    positions      bigint[]    NOT NULL,
    leaves         bytea       NOT NULL,
    root           bytea       NOT NULL,
    previous       bytea       NOT NULL,
    sealed_at      timestamptz NOT NULL,
    hash           bytea       NOT NULL,
    public_key     text        NOT NULL,
    signature      bytea       NOT NULL
);

CREATE TRIGGER seals_immutable
    BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.seals
    FOR EACH STATEMENT EXECUTE FUNCTION event_store.reject_change();
