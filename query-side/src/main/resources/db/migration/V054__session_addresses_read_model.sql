-- Where a session takes place, for all who are booked.
ALTER TABLE read_model.availability_slots ADD COLUMN meeting_url text;
