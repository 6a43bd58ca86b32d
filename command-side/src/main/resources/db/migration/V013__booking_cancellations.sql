-- Bookings that have to end because their slot was cancelled. A row goes away after its booking has ended.
CREATE TABLE command_side.booking_cancellations (
    booking_id      uuid PRIMARY KEY,
    slot_id         uuid        NOT NULL,
    ordinal         bigint GENERATED ALWAYS AS IDENTITY,
    correlation_id  text        NOT NULL,
    causation_id    text,
    request_id      text,
    initiator       text,
    next_attempt_at timestamptz NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    last_error      text
);
CREATE INDEX booking_cancellations_due ON command_side.booking_cancellations (next_attempt_at, ordinal);
