-- A seat that is kept for somebody who waited is not for others.
ALTER TABLE read_model.availability_slots ADD COLUMN offered_seats integer NOT NULL DEFAULT 0;

CREATE TABLE read_model.slot_waiters (
    slot_id       uuid        NOT NULL,
    student_id    uuid        NOT NULL,
    joined_at     timestamptz NOT NULL,
    -- The version of the slot when the student came: the order of the line.
    line          bigint      NOT NULL,
    offered_until timestamptz,
    PRIMARY KEY (slot_id, student_id)
);
