-- Who waits for a seat of which slot, those with an offer included. The order is the slot's.
CREATE TABLE command_side.slot_waiters (
    slot_id    uuid NOT NULL,
    student_id uuid NOT NULL,
    PRIMARY KEY (slot_id, student_id)
);
CREATE INDEX slot_waiters_student ON command_side.slot_waiters (student_id);
