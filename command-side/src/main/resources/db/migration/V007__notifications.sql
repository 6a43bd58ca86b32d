-- How users can be reached, and what is on its way to them.

CREATE TABLE command_side.contacts (
    user_id      uuid PRIMARY KEY,
    email        text   NOT NULL,
    display_name text   NOT NULL,
    time_zone    text   NOT NULL,
    phone        text,
    channels     text[] NOT NULL DEFAULT '{InApp,Email}'
);
-- Users who were there before.
INSERT INTO command_side.contacts (user_id, email, display_name, time_zone, phone)
SELECT account.user_id, account.email,
       coalesce(profile.payload -> 'displayName' ->> 'value', registered.payload -> 'displayName' ->> 'value'),
       coalesce(profile.payload ->> 'timeZone', registered.payload ->> 'timeZone'),
       profile.payload -> 'phone' ->> 'value'
FROM command_side.accounts AS account
JOIN event_store.domain_events AS registered
  ON registered.aggregate_identifier = account.user_id::text AND registered.payload_type = 'UserRegistered'
LEFT JOIN LATERAL (
    SELECT payload FROM event_store.domain_events
    WHERE aggregate_identifier = account.user_id::text AND payload_type = 'UserProfileChanged'
    ORDER BY sequence_number DESC LIMIT 1) AS profile ON true
WHERE NOT account.deleted;

CREATE TABLE command_side.account_tokens (
    token_hash text PRIMARY KEY,
    user_id    uuid NOT NULL,
    kind       text NOT NULL,
    CONSTRAINT one_token_of_a_kind UNIQUE (user_id, kind)
);

-- A user is told once of each cause.
CREATE TABLE command_side.notifications (
    notification_id   uuid PRIMARY KEY,
    user_id           uuid    NOT NULL,
    related_entity_id uuid,
    scheduled_for     timestamptz,
    done              boolean NOT NULL DEFAULT false
);
CREATE INDEX notifications_open ON command_side.notifications (user_id) WHERE NOT done;
CREATE INDEX notifications_scheduled ON command_side.notifications (related_entity_id, scheduled_for)
    WHERE scheduled_for IS NOT NULL AND NOT done;

-- Each channel is used once. A row goes away in the transaction that records that it was.
CREATE TABLE command_side.notification_deliveries (
    notification_id uuid        NOT NULL,
    channel         text        NOT NULL,
    user_id         uuid        NOT NULL,
    type            text        NOT NULL,
    title           text        NOT NULL,
    message         text        NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    parked          boolean     NOT NULL DEFAULT false,
    last_error      text,
    PRIMARY KEY (notification_id, channel)
);
CREATE INDEX notification_deliveries_due ON command_side.notification_deliveries (next_attempt_at) WHERE NOT parked;

CREATE TABLE command_side.push_subscriptions (
    endpoint text PRIMARY KEY,
    user_id  uuid NOT NULL,
    p256dh   text NOT NULL,
    auth     text NOT NULL
);
CREATE INDEX push_subscriptions_user ON command_side.push_subscriptions (user_id);
