-- Comparisons of a provider's books with ours. One at a time for each provider; a running one is leased, so that another
-- node takes it up again if its own dies.
CREATE TABLE command_side.reconciliation_runs (
    id            uuid PRIMARY KEY,
    number        bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    provider      smallint    NOT NULL,
    period_from   timestamptz NOT NULL,
    period_until  timestamptz NOT NULL,
    judged_until  timestamptz,
    state         text        NOT NULL,
    requested_by  text        NOT NULL,
    requested_at  timestamptz NOT NULL,
    started_at    timestamptz,
    finished_at   timestamptz,
    attempts      integer     NOT NULL DEFAULT 0,
    lease_until   timestamptz,
    error         text,
    movements     integer     NOT NULL DEFAULT 0,
    transactions  integer     NOT NULL DEFAULT 0,
    differences   integer     NOT NULL DEFAULT 0,
    opened        integer     NOT NULL DEFAULT 0,
    gone          integer     NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX reconciliation_runs_running ON command_side.reconciliation_runs (provider) WHERE state = 'Running';
CREATE UNIQUE INDEX reconciliation_runs_waiting
    ON command_side.reconciliation_runs (provider, period_from, period_until) WHERE state = 'Waiting';
CREATE INDEX reconciliation_runs_to_do ON command_side.reconciliation_runs (number) WHERE state IN ('Waiting', 'Running');

-- What differs, once for each transaction and what is known of it: the id is derived, so the next run finds the same row.
CREATE TABLE command_side.reconciliation_differences (
    id                uuid PRIMARY KEY,
    number            bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    provider          smallint    NOT NULL,
    kind              text        NOT NULL,
    transaction_kind  text        NOT NULL,
    reference         text        NOT NULL,
    capture_reference text,
    payment_id        uuid,
    refund_id         uuid,
    minor_units_there bigint,
    currency_there    varchar(3),
    state_there       text,
    minor_units_here  bigint,
    currency_here     varchar(3),
    state_here        text,
    reason            text,
    happened_at       timestamptz NOT NULL,
    action            text        NOT NULL,
    state             text        NOT NULL,
    first_seen_at     timestamptz NOT NULL,
    last_seen_at      timestamptz NOT NULL,
    closed_at         timestamptz,
    closed_by         text,
    note              text
);
CREATE INDEX reconciliation_differences_open
    ON command_side.reconciliation_differences (provider, number) WHERE state = 'Open';
CREATE INDEX reconciliation_differences_state ON command_side.reconciliation_differences (state, number);
CREATE INDEX reconciliation_differences_payment_id ON command_side.reconciliation_differences (payment_id);

-- Which run has seen which difference.
CREATE TABLE command_side.reconciliation_findings (
    run_id        uuid NOT NULL REFERENCES command_side.reconciliation_runs,
    difference_id uuid NOT NULL REFERENCES command_side.reconciliation_differences,
    PRIMARY KEY (run_id, difference_id)
);
CREATE INDEX reconciliation_findings_difference_id ON command_side.reconciliation_findings (difference_id);

-- Refunds that failed at a provider before they were kept here; it was Stripe's then.
INSERT INTO command_side.provider_transactions
    (provider, reference, kind, payment_id, refund_id, minor_units, currency, state, recorded_at)
SELECT 0, payload ->> 'providerRefundId', 'Refund', (payload ->> 'paymentId')::uuid, (payload ->> 'refundId')::uuid,
       (payload -> 'amount' ->> 'minorUnits')::bigint, payload -> 'amount' ->> 'currency', 'Failed', time_stamp
FROM event_store.domain_events WHERE payload_type = 'RefundFailed' AND payload ->> 'providerRefundId' IS NOT NULL
ON CONFLICT DO NOTHING;
