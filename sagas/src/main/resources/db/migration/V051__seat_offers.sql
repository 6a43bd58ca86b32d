-- Seats that are kept for somebody who waited, until they are taken or declined, or their time has come.
CREATE TABLE process_manager.seat_offers (
    offer_id   uuid        PRIMARY KEY,
    slot_id    uuid        NOT NULL,
    student_id uuid        NOT NULL,
    until      timestamptz NOT NULL,
    due_at     timestamptz,
    attempts   integer     NOT NULL DEFAULT 0,
    -- The story that goes on then.
    correlation_id text,
    request_id     text,
    initiator      text
);
CREATE INDEX seat_offers_due ON process_manager.seat_offers (due_at) WHERE due_at IS NOT NULL;
