-- A booking that is not paid yet has a number, from 1 to as many as a student may have at a time. The index is the rule:
-- two bookings that take the last number at the same time cannot both have it. Bookings from before have none.
ALTER TABLE command_side.booking_claims ADD COLUMN unpaid_number integer;
CREATE UNIQUE INDEX booking_claims_unpaid ON command_side.booking_claims (student_id, unpaid_number)
    WHERE unpaid_number IS NOT NULL;
