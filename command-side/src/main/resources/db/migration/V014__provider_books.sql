-- What providers hold for us, by their own ids: tells whose a dispute or a dashboard refund is, and is what their books
-- are compared with. Written in the transaction of the events that it follows from.
CREATE TABLE command_side.provider_transactions (
    provider     smallint    NOT NULL,
    reference    text        NOT NULL,
    kind         text        NOT NULL,
    payment_id   uuid        NOT NULL,
    refund_id    uuid,
    minor_units  bigint      NOT NULL,
    currency     varchar(3)  NOT NULL,
    state        text        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (provider, reference)
);
CREATE INDEX provider_transactions_recorded_at ON command_side.provider_transactions (recorded_at);
CREATE INDEX provider_transactions_payment_id ON command_side.provider_transactions (payment_id);
CREATE INDEX provider_transactions_refund_id ON command_side.provider_transactions (refund_id);

-- What had happened before this table was there; it was Stripe's then.
INSERT INTO command_side.provider_transactions
    (provider, reference, kind, payment_id, minor_units, currency, state, recorded_at)
SELECT 0, payload ->> 'providerTransactionId', 'Capture', (payload ->> 'paymentId')::uuid,
       (payload -> 'captured' ->> 'minorUnits')::bigint, payload -> 'captured' ->> 'currency', 'Succeeded', time_stamp
FROM event_store.domain_events WHERE payload_type IN ('PaymentCaptured', 'PaymentFlagged')
ON CONFLICT DO NOTHING;
INSERT INTO command_side.provider_transactions
    (provider, reference, kind, payment_id, refund_id, minor_units, currency, state, recorded_at)
SELECT 0, payload ->> 'providerRefundId', 'Refund', (payload ->> 'paymentId')::uuid, (payload ->> 'refundId')::uuid,
       (payload -> 'amount' ->> 'minorUnits')::bigint, payload -> 'amount' ->> 'currency', 'Succeeded', time_stamp
FROM event_store.domain_events WHERE payload_type = 'RefundSucceeded' AND payload ->> 'providerRefundId' IS NOT NULL
ON CONFLICT DO NOTHING;

-- Whether the provider may have carried the call out although we did not hear of it.
ALTER TABLE command_side.outbox ADD COLUMN outcome_unknown boolean NOT NULL DEFAULT false;
CREATE INDEX outbox_created_at ON command_side.outbox (created_at, id);
