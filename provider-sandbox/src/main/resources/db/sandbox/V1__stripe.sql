-- The sandbox's own memory of what happened "at Stripe". It outlives a crash of the platform, as Stripe would.
-- Each object is one JSON document. The other columns are generated from it, so that they can never disagree with it:
-- they are what objects are looked up by, and what tests ask for.
CREATE TABLE stripe_sessions (
    seq                 bigint GENERATED ALWAYS AS IDENTITY,
    data                jsonb NOT NULL,
    id                  text PRIMARY KEY GENERATED ALWAYS AS (data ->> 'id') STORED,
    status              text GENERATED ALWAYS AS (data ->> 'status') STORED,
    payment_intent      text GENERATED ALWAYS AS (data ->> 'paymentIntent') STORED,
    client_reference_id text GENERATED ALWAYS AS (data ->> 'clientReferenceId') STORED,
    expires_at          bigint GENERATED ALWAYS AS ((data ->> 'expiresAt')::bigint) STORED
);
CREATE INDEX stripe_sessions_seq ON stripe_sessions (seq);
CREATE INDEX stripe_sessions_open ON stripe_sessions (expires_at) WHERE status = 'open';
CREATE INDEX stripe_sessions_payment_intent ON stripe_sessions (payment_intent) WHERE payment_intent IS NOT NULL;

CREATE TABLE stripe_payment_intents (
    seq             bigint GENERATED ALWAYS AS IDENTITY,
    data            jsonb NOT NULL,
    id              text PRIMARY KEY GENERATED ALWAYS AS (data ->> 'id') STORED,
    status          text GENERATED ALWAYS AS (data ->> 'status') STORED,
    amount_received bigint GENERATED ALWAYS AS ((data ->> 'amountReceived')::bigint) STORED,
    amount_refunded bigint GENERATED ALWAYS AS ((data ->> 'amountRefunded')::bigint) STORED
);
CREATE INDEX stripe_payment_intents_seq ON stripe_payment_intents (seq);

CREATE TABLE stripe_charges (
    seq            bigint GENERATED ALWAYS AS IDENTITY,
    data           jsonb NOT NULL,
    id             text PRIMARY KEY GENERATED ALWAYS AS (data ->> 'id') STORED,
    payment_intent text GENERATED ALWAYS AS (data ->> 'paymentIntent') STORED
);
CREATE INDEX stripe_charges_payment_intent ON stripe_charges (payment_intent);

CREATE TABLE stripe_refunds (
    seq            bigint GENERATED ALWAYS AS IDENTITY,
    data           jsonb NOT NULL,
    id             text PRIMARY KEY GENERATED ALWAYS AS (data ->> 'id') STORED,
    payment_intent text GENERATED ALWAYS AS (data ->> 'paymentIntent') STORED,
    charge         text GENERATED ALWAYS AS (data ->> 'charge') STORED,
    amount         bigint GENERATED ALWAYS AS ((data ->> 'amount')::bigint) STORED,
    metadata       jsonb GENERATED ALWAYS AS (data -> 'metadata') STORED
);
CREATE INDEX stripe_refunds_seq ON stripe_refunds (seq);
CREATE INDEX stripe_refunds_payment_intent ON stripe_refunds (payment_intent);
CREATE INDEX stripe_refunds_charge ON stripe_refunds (charge);

CREATE TABLE stripe_idempotency (
    key         text PRIMARY KEY,
    fingerprint text        NOT NULL,
    status      integer     NOT NULL,
    body        text        NOT NULL,
    created_at  timestamptz NOT NULL
);

-- Events stay as they were sent; what is still to be delivered is a queue of its own, which is nearly always empty.
CREATE TABLE stripe_events (
    seq        bigint GENERATED ALWAYS AS IDENTITY,
    id         text PRIMARY KEY,
    type       text        NOT NULL,
    body       text        NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX stripe_events_seq ON stripe_events (seq);

CREATE TABLE stripe_deliveries (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id   text        NOT NULL,
    attempts   integer     NOT NULL DEFAULT 0,
    due_at     timestamptz NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX stripe_deliveries_due ON stripe_deliveries (due_at);
