-- Each dispute of a payment with the money that it has moved; minor_units is what is disputed while it is open, and what
-- was lost once it is lost. Null for what is no dispute.
ALTER TABLE read_model.payment_incidents
    ADD COLUMN provider_transaction_id text,
    ADD COLUMN reason                  text,
    ADD COLUMN disputed_minor_units    bigint,
    ADD COLUMN withdrawn_minor_units   bigint,
    ADD COLUMN reinstated_minor_units  bigint,
    ADD COLUMN decided_at              timestamptz;

-- What had happened before: all that was disputed was taken, and what was not lost came back with the decision.
UPDATE read_model.payment_incidents AS incident
SET provider_transaction_id = opened.payload ->> 'providerTransactionId',
    reason                  = opened.payload ->> 'reason',
    disputed_minor_units    = (opened.payload -> 'amount' ->> 'minorUnits')::bigint,
    withdrawn_minor_units   = (opened.payload -> 'amount' ->> 'minorUnits')::bigint,
    reinstated_minor_units  = CASE incident.state
        WHEN 'Won' THEN (opened.payload -> 'amount' ->> 'minorUnits')::bigint
        WHEN 'Lost' THEN greatest((opened.payload -> 'amount' ->> 'minorUnits')::bigint - incident.minor_units, 0)
        ELSE 0 END,
    decided_at              = (
        SELECT date_trunc('milliseconds', min(decided.time_stamp)) FROM event_store.domain_events AS decided
        WHERE decided.aggregate_identifier = opened.aggregate_identifier
          AND decided.payload_type IN ('DisputeWon', 'DisputeLost')
          AND decided.payload ->> 'disputeId' = incident.reference)
FROM event_store.domain_events AS opened
WHERE incident.kind = 'Dispute' AND opened.payload_type = 'DisputeOpened'
  AND opened.aggregate_identifier = incident.payment_id::text AND opened.payload ->> 'disputeId' = incident.reference;

-- A payment's state sums all of its disputes up: open if one is open, else lost if one is lost, else won.
UPDATE read_model.payments AS payment
SET dispute_state = summary.state,
    disputed_amount = summary.minor_units / read_model.minor_units(1, payment.currency)
FROM (
    SELECT payment_id, currency,
           CASE WHEN bool_or(state = 'Open') THEN 'Open' WHEN bool_or(state = 'Lost') THEN 'Lost' ELSE 'Won' END AS state,
           coalesce(sum(minor_units) FILTER (WHERE state <> 'Won'), 0) AS minor_units
    FROM read_model.payment_incidents WHERE kind = 'Dispute' GROUP BY payment_id, currency
) AS summary
WHERE summary.payment_id = payment.id AND summary.currency = payment.currency;
