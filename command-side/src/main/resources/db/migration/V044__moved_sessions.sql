-- The school may move a session onto another one of the same student, who then decides. Such a claim is outside of
-- the constraint; a new one looks for it by itself.
ALTER TABLE command_side.booking_claims ADD COLUMN may_overlap boolean NOT NULL DEFAULT false;
ALTER TABLE command_side.booking_claims DROP CONSTRAINT overlapping_booking;
ALTER TABLE command_side.booking_claims ADD CONSTRAINT overlapping_booking
    EXCLUDE USING gist (student_id WITH =, during WITH &&) WHERE (NOT may_overlap);
CREATE INDEX booking_claims_may_overlap ON command_side.booking_claims (student_id) WHERE may_overlap;
