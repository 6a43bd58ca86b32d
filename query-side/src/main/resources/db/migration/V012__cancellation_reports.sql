-- Who caused a refund. Rows from before get what a rebuild would write.
ALTER TABLE read_model.payments ADD COLUMN refund_actor text;

UPDATE read_model.payments AS refund SET refund_actor = coalesce(event.meta_data ->> 'actor', 'unknown')
FROM event_store.domain_events AS event
WHERE event.payload_type = 'RefundRequested' AND event.payload ->> 'refundId' = refund.id::text;

UPDATE read_model.payments AS payment SET refund_actor = last.refund_actor
FROM (
    SELECT DISTINCT ON (refund_of_payment_id) refund_of_payment_id, refund_actor
    FROM read_model.payments WHERE refund_of_payment_id IS NOT NULL
    ORDER BY refund_of_payment_id, created_at DESC) AS last
WHERE payment.id = last.refund_of_payment_id;

-- What became of cancelled slots: their bookings, and the refunds these are owed.
CREATE TABLE read_model.slot_cancellations (
    id           uuid PRIMARY KEY,
    series_id    uuid,
    reason       text        NOT NULL,
    cancelled_by text        NOT NULL,
    cancelled_at timestamptz NOT NULL
);
CREATE INDEX slot_cancellations_series_id ON read_model.slot_cancellations (series_id);

CREATE TABLE read_model.series_cancellations (
    id           uuid PRIMARY KEY,
    reason       text        NOT NULL,
    cancelled_by text        NOT NULL,
    cancelled_at timestamptz NOT NULL
);

CREATE TABLE read_model.slot_cancellation_bookings (
    id       uuid PRIMARY KEY,
    slot_id  uuid    NOT NULL,
    ordinal  integer NOT NULL,
    state    text    NOT NULL,
    ended_at timestamptz
);
CREATE INDEX slot_cancellation_bookings_slot ON read_model.slot_cancellation_bookings (slot_id, ordinal, id);

CREATE TABLE read_model.slot_cancellation_refunds (
    id         uuid PRIMARY KEY,
    booking_id uuid           NOT NULL,
    payment_id uuid           NOT NULL,
    amount     numeric(19, 3) NOT NULL,
    currency   varchar(3)     NOT NULL,
    state      text           NOT NULL,
    error      text,
    ended_at   timestamptz
);
CREATE INDEX slot_cancellation_refunds_booking_id ON read_model.slot_cancellation_refunds (booking_id);
