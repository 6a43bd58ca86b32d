-- A paper names the time that was bought, whenever the session was moved to.
ALTER TABLE read_model.bookings ADD COLUMN decide_until timestamptz;
ALTER TABLE read_model.bookings ADD COLUMN booked_session_start timestamptz;
UPDATE read_model.bookings SET booked_session_start = session_start;
ALTER TABLE read_model.bookings ALTER COLUMN booked_session_start SET NOT NULL;
