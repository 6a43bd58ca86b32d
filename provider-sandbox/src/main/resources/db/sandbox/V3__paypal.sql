-- What happened "at PayPal". Objects are JSON documents with generated columns, as in V1.
CREATE TABLE paypal_orders (
    seq        bigint GENERATED ALWAYS AS IDENTITY,
    data       jsonb NOT NULL,
    id         text PRIMARY KEY GENERATED ALWAYS AS (data ->> 'id') STORED,
    status     text GENERATED ALWAYS AS (data ->> 'status') STORED,
    custom_id  text GENERATED ALWAYS AS (data ->> 'customId') STORED,
    expires_at bigint GENERATED ALWAYS AS ((data ->> 'expiresAt')::bigint) STORED
);
CREATE INDEX paypal_orders_custom_id ON paypal_orders (custom_id);
CREATE INDEX paypal_orders_open ON paypal_orders (expires_at)
    WHERE status IN ('CREATED', 'PAYER_ACTION_REQUIRED', 'APPROVED');

CREATE TABLE paypal_captures (
    seq        bigint GENERATED ALWAYS AS IDENTITY,
    data       jsonb NOT NULL,
    id         text PRIMARY KEY GENERATED ALWAYS AS (data ->> 'id') STORED,
    order_id   text GENERATED ALWAYS AS (data ->> 'orderId') STORED,
    status     text GENERATED ALWAYS AS (data ->> 'status') STORED,
    custom_id  text GENERATED ALWAYS AS (data ->> 'customId') STORED,
    invoice_id text GENERATED ALWAYS AS (data ->> 'invoiceId') STORED
);
CREATE INDEX paypal_captures_order_id ON paypal_captures (order_id);
CREATE INDEX paypal_captures_custom_id ON paypal_captures (custom_id);
-- PayPal takes money for an invoice once.
CREATE UNIQUE INDEX paypal_captures_invoice_id ON paypal_captures (invoice_id) WHERE status <> 'DECLINED';

CREATE TABLE paypal_refunds (
    seq        bigint GENERATED ALWAYS AS IDENTITY,
    data       jsonb NOT NULL,
    id         text PRIMARY KEY GENERATED ALWAYS AS (data ->> 'id') STORED,
    capture_id text GENERATED ALWAYS AS (data ->> 'captureId') STORED,
    status     text GENERATED ALWAYS AS (data ->> 'status') STORED,
    units      bigint GENERATED ALWAYS AS ((data -> 'amount' ->> 'units')::bigint) STORED
);
CREATE INDEX paypal_refunds_capture_id ON paypal_refunds (capture_id);

CREATE TABLE paypal_disputes (
    seq        bigint GENERATED ALWAYS AS IDENTITY,
    data       jsonb NOT NULL,
    id         text PRIMARY KEY GENERATED ALWAYS AS (data ->> 'id') STORED,
    capture_id text GENERATED ALWAYS AS (data ->> 'captureId') STORED,
    status     text GENERATED ALWAYS AS (data ->> 'status') STORED,
    created_at bigint GENERATED ALWAYS AS ((data ->> 'createdAt')::bigint) STORED
);
CREATE INDEX paypal_disputes_seq ON paypal_disputes (seq);
CREATE INDEX paypal_disputes_capture_id ON paypal_disputes (capture_id);

-- The account's book, which transaction search reads. Units are of the currency's smallest denomination at PayPal, negative
-- if the account pays.
CREATE TABLE paypal_transactions (
    seq            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id             text        NOT NULL,
    event_code     text        NOT NULL,
    reference_id   text        NOT NULL,
    reference_type text        NOT NULL,
    currency       text        NOT NULL,
    units          bigint      NOT NULL,
    status         text        NOT NULL,
    custom_id      text,
    invoice_id     text,
    initiated_at   timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    UNIQUE (id, event_code)
);
CREATE INDEX paypal_transactions_initiated_at ON paypal_transactions (initiated_at, seq);

CREATE TABLE paypal_tokens (
    digest     text PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
CREATE INDEX paypal_tokens_expires_at ON paypal_tokens (expires_at);

-- The scope is the method and the path, as an id counts for one kind of call only.
CREATE TABLE paypal_idempotency (
    scope      text        NOT NULL,
    key        text        NOT NULL,
    status     integer     NOT NULL,
    body       text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (scope, key)
);

-- One row: with what webhooks are signed. Certificates are PEM, the key is PKCS #8.
CREATE TABLE paypal_signing_key (
    id             text PRIMARY KEY,
    private_key    bytea       NOT NULL,
    certificate    text        NOT NULL,
    ca_certificate text        NOT NULL,
    created_at     timestamptz NOT NULL
);

-- One queue for the events of all providers. What is to be delivered tells by its event whose it is.
ALTER TABLE stripe_events RENAME TO webhook_events;
ALTER TABLE stripe_deliveries RENAME TO webhook_deliveries;
ALTER INDEX stripe_events_seq RENAME TO webhook_events_seq;
ALTER INDEX stripe_deliveries_due RENAME TO webhook_deliveries_due;
ALTER TABLE webhook_events ADD COLUMN provider text NOT NULL DEFAULT 'STRIPE';
ALTER TABLE webhook_events ALTER COLUMN provider DROP DEFAULT;

-- What each provider's API lists.
CREATE VIEW stripe_events AS
    SELECT seq, id, type, body, created_at FROM webhook_events WHERE provider = 'STRIPE';
CREATE VIEW paypal_events AS
    SELECT seq, id, type, body, created_at FROM webhook_events WHERE provider = 'PAYPAL';
