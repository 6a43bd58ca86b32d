-- The event store: the only source of truth. Everything else can be rebuilt from it.
CREATE SCHEMA IF NOT EXISTS event_store;

CREATE TABLE event_store.domain_events (
    global_index         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_identifier     text        NOT NULL,
    aggregate_identifier text        NOT NULL,
    sequence_number      bigint      NOT NULL,
    type                 text        NOT NULL,
    payload_type         text        NOT NULL,
    payload_revision     text,
    payload              jsonb       NOT NULL,
    meta_data            jsonb       NOT NULL,
    time_stamp           timestamptz NOT NULL,
    -- Lets a reader stop below the oldest transaction in flight, so that it never skips an event that commits late.
    transaction_id       xid8        NOT NULL DEFAULT pg_current_xact_id(),
    -- Optimistic concurrency: two commands cannot write the same step of one aggregate.
    CONSTRAINT domain_events_sequence UNIQUE (aggregate_identifier, sequence_number)
);

CREATE INDEX domain_events_type ON event_store.domain_events (payload_type, global_index);

CREATE TABLE event_store.snapshot_events (
    event_identifier     text        NOT NULL,
    aggregate_identifier text        NOT NULL,
    sequence_number      bigint      NOT NULL,
    type                 text        NOT NULL,
    payload_type         text        NOT NULL,
    payload_revision     text,
    payload              jsonb       NOT NULL,
    meta_data            jsonb       NOT NULL,
    time_stamp           timestamptz NOT NULL,
    PRIMARY KEY (aggregate_identifier, sequence_number)
);

CREATE FUNCTION event_store.reject_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are immutable: % on %.% is not allowed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER domain_events_immutable
    BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.domain_events
    FOR EACH STATEMENT EXECUTE FUNCTION event_store.reject_change();

-- Axon's book-keeping: how far each processor is, and the state of running sagas.
CREATE TABLE event_store.token_entry (
    processor_name text    NOT NULL,
    segment        integer NOT NULL,
    token          bytea,
    token_type     text,
    claimed_at     text,
    owner          text,
    PRIMARY KEY (processor_name, segment)
);

CREATE TABLE event_store.saga_entry (
    saga_id         text PRIMARY KEY,
    revision        text,
    saga_type       text NOT NULL,
    serialized_saga bytea
);

CREATE INDEX saga_entry_type ON event_store.saga_entry (saga_type);

CREATE TABLE event_store.association_value_entry (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    association_key   text NOT NULL,
    association_value text NOT NULL,
    saga_type         text NOT NULL,
    saga_id           text NOT NULL
);

CREATE INDEX association_value_entry_value ON event_store.association_value_entry (association_value, association_key, saga_type);
CREATE INDEX association_value_entry_saga ON event_store.association_value_entry (saga_id, saga_type);
