-- What process managers have to remember between two events, and until when they wait. They used to be Axon's sagas, with
-- their state as serialized objects, and their deadlines as tasks of a scheduler.
CREATE SCHEMA IF NOT EXISTS process_manager;

-- A booking that waits for its payment: from its request until it is confirmed or has ended.
CREATE TABLE process_manager.booking_payments (
    booking_id uuid        PRIMARY KEY,
    payment_id uuid        NOT NULL,
    -- When the hold ends; NULL once that was seen to.
    due_at     timestamptz,
    attempts   integer     NOT NULL DEFAULT 0,
    -- The story that goes on then.
    correlation_id text,
    request_id     text,
    initiator      text
);
CREATE INDEX booking_payments_due ON process_manager.booking_payments (due_at) WHERE due_at IS NOT NULL;

-- A refund that the provider has not told the end of.
CREATE TABLE process_manager.refunds (
    refund_id  uuid        PRIMARY KEY,
    payment_id uuid        NOT NULL,
    -- When the provider is asked about it.
    due_at     timestamptz,
    attempts   integer     NOT NULL DEFAULT 0,
    -- The story that goes on then.
    correlation_id text,
    request_id     text,
    initiator      text
);
CREATE INDEX refunds_due ON process_manager.refunds (due_at) WHERE due_at IS NOT NULL;

-- Whose money a refund that was asked for gives back, and of which capture: its credit note tells.
CREATE TABLE process_manager.expected_credit_notes (
    refund_id               uuid PRIMARY KEY,
    user_id                 uuid NOT NULL,
    provider_transaction_id text NOT NULL
);

-- Jobs with a timetable: the next time of each, so that one node does it, and a time that was missed is made up for.
CREATE TABLE command_side.timetable (
    job    text        PRIMARY KEY,
    due_at timestamptz NOT NULL
);

-- Stories that are under way.
INSERT INTO process_manager.booking_payments
    (booking_id, payment_id, due_at, correlation_id, request_id, initiator)
SELECT DISTINCT ON (saga.booking_id) saga.booking_id, saga.payment_id,
       CASE WHEN saga.waits THEN (requested.payload ->> 'holdExpiresAt')::timestamptz END,
       requested.meta_data ->> 'correlationId', requested.meta_data ->> 'requestId',
       requested.meta_data ->> 'initiator'
FROM (SELECT (json ->> 'bookingId')::uuid AS booking_id, (json ->> 'paymentId')::uuid AS payment_id,
             json ->> 'holdDeadline' IS NOT NULL AS waits
      FROM (SELECT convert_from(serialized_saga, 'UTF8')::jsonb AS json FROM event_store.saga_entry
            WHERE saga_type LIKE '%BookingPaymentSaga') AS stored) AS saga
LEFT JOIN event_store.domain_events AS requested
    ON requested.aggregate_identifier = saga.booking_id::text AND requested.payload_type = 'BookingRequested'
WHERE saga.booking_id IS NOT NULL AND saga.payment_id IS NOT NULL
ORDER BY saga.booking_id, saga.waits DESC;

INSERT INTO process_manager.refunds (refund_id, payment_id, due_at, correlation_id, request_id, initiator)
SELECT (json ->> 'refundId')::uuid, (json ->> 'paymentId')::uuid, now() + interval '10 minutes',
       requested.meta_data ->> 'correlationId', requested.meta_data ->> 'requestId',
       requested.meta_data ->> 'initiator'
FROM (SELECT convert_from(serialized_saga, 'UTF8')::jsonb AS json FROM event_store.saga_entry
      WHERE saga_type LIKE '%RefundSaga') AS stored
LEFT JOIN event_store.domain_events AS requested
    ON requested.aggregate_identifier = json ->> 'paymentId' AND requested.payload_type = 'RefundRequested'
    AND requested.payload ->> 'refundId' = json ->> 'refundId'
WHERE json ->> 'refundId' IS NOT NULL AND json ->> 'paymentId' IS NOT NULL
ON CONFLICT DO NOTHING;

INSERT INTO process_manager.expected_credit_notes (refund_id, user_id, provider_transaction_id)
SELECT association.association_value::uuid, (json ->> 'userId')::uuid, json ->> 'providerTransactionId'
FROM (SELECT saga_id, convert_from(serialized_saga, 'UTF8')::jsonb AS json FROM event_store.saga_entry
      WHERE saga_type LIKE '%ReceiptSaga') AS saga
JOIN event_store.association_value_entry AS association
    ON association.saga_id = saga.saga_id AND association.association_key = 'refundId'
WHERE json ->> 'userId' IS NOT NULL AND json ->> 'providerTransactionId' IS NOT NULL
ON CONFLICT DO NOTHING;

DELETE FROM event_store.association_value_entry;
DELETE FROM event_store.saga_entry;

INSERT INTO command_side.timetable (job, due_at)
SELECT task_name, execution_time FROM scheduler.scheduled_tasks WHERE task_name = 'reconciliation' LIMIT 1;

DROP SCHEMA scheduler CASCADE;
