-- Who uses a promo code for which booking. Counted while the code's row is locked, so nobody has one use too many. Uses
-- from before are not in it; the codes of that time have no limit for each person.
ALTER TABLE command_side.promo_codes ADD COLUMN max_uses_per_person integer;
CREATE TABLE command_side.promo_code_uses (
    booking_id    uuid PRIMARY KEY,
    promo_code_id uuid NOT NULL REFERENCES command_side.promo_codes (promo_code_id),
    student_id    uuid NOT NULL
);
CREATE INDEX promo_code_uses_student ON command_side.promo_code_uses (promo_code_id, student_id);
