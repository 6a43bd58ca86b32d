-- Where the feed of events is pushed to, and how far that is. Progress is no event; neither is the secret.
CREATE TABLE command_side.subscriptions (
    subscription_id  uuid        PRIMARY KEY,
    url              text        NOT NULL,
    types            text[]      NOT NULL,
    secret           text        NOT NULL,
    position         bigint      NOT NULL,
    paused_because   text,
    next_attempt_at  timestamptz,
    lease            uuid,
    attempts         integer     NOT NULL DEFAULT 0,
    failing_since    timestamptz,
    last_error       text,
    last_delivery_at timestamptz,
    created_at       timestamptz NOT NULL
);

COMMENT ON COLUMN command_side.subscriptions.types IS 'types of events, or beginnings of several with a star; none means all';
COMMENT ON COLUMN command_side.subscriptions.position IS 'up to here everything was delivered, or is not wanted';
COMMENT ON COLUMN command_side.subscriptions.next_attempt_at IS 'null: when there are more events';

CREATE INDEX subscriptions_due ON command_side.subscriptions (next_attempt_at) WHERE paused_because IS NULL;
