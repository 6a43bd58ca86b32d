-- The sandbox's own memory of what happened "at Stripe". It outlives a crash of the platform, as Stripe would.
CREATE TABLE stripe_sessions (
    id                  text PRIMARY KEY,
    status              text        NOT NULL,
    payment_status      text        NOT NULL,
    payment_intent      text,
    amount              bigint      NOT NULL,
    currency            text        NOT NULL,
    product_name        text        NOT NULL,
    client_reference_id text,
    customer_email      text,
    metadata            jsonb       NOT NULL,
    intent_metadata     jsonb       NOT NULL,
    success_url         text,
    cancel_url          text,
    created_at          timestamptz NOT NULL,
    expires_at          timestamptz NOT NULL
);
CREATE INDEX stripe_sessions_open ON stripe_sessions (expires_at) WHERE status = 'open';
CREATE INDEX stripe_sessions_payment_intent ON stripe_sessions (payment_intent);

CREATE TABLE stripe_payment_intents (
    id              text PRIMARY KEY,
    amount          bigint      NOT NULL,
    amount_received bigint      NOT NULL,
    amount_refunded bigint      NOT NULL,
    currency        text        NOT NULL,
    status          text        NOT NULL,
    metadata        jsonb       NOT NULL,
    charge          text,
    decline_code    text,
    created_at      timestamptz NOT NULL
);
CREATE INDEX stripe_payment_intents_charge ON stripe_payment_intents (charge);

CREATE TABLE stripe_refunds (
    id             text PRIMARY KEY,
    payment_intent text        NOT NULL,
    charge         text        NOT NULL,
    amount         bigint      NOT NULL,
    currency       text        NOT NULL,
    status         text        NOT NULL,
    reason         text,
    metadata       jsonb       NOT NULL,
    created_at     timestamptz NOT NULL
);
CREATE INDEX stripe_refunds_payment_intent ON stripe_refunds (payment_intent);

CREATE TABLE stripe_idempotency (
    key         text PRIMARY KEY,
    fingerprint text        NOT NULL,
    status      integer,
    body        text,
    created_at  timestamptz NOT NULL
);

CREATE TABLE stripe_events (
    id              text PRIMARY KEY,
    type            text        NOT NULL,
    body            text        NOT NULL,
    created_at      timestamptz NOT NULL,
    next_attempt_at timestamptz,
    attempts        integer     NOT NULL DEFAULT 0,
    delivered_at    timestamptz,
    last_error      text
);
CREATE INDEX stripe_events_due ON stripe_events (next_attempt_at) WHERE delivered_at IS NULL;
