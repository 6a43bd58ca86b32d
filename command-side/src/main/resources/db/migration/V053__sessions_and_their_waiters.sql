-- Where a student waits, by course: nobody is offered a seat of a course that is not offered itself.
ALTER TABLE command_side.slot_waiters ADD COLUMN course_id uuid NOT NULL;
CREATE INDEX slot_waiters_course ON command_side.slot_waiters (course_id);

-- Until when, and how many, changes of a session's bookings are collected before the instructor is told of them.
CREATE TABLE command_side.session_digests (
    slot_id       uuid        NOT NULL,
    instructor_id uuid        NOT NULL,
    until         timestamptz NOT NULL,
    number        integer     NOT NULL,
    PRIMARY KEY (slot_id, instructor_id)
);

-- What a scheduled notification says, where that can be found outdated before it is sent.
ALTER TABLE command_side.notifications ADD COLUMN content_key text;
