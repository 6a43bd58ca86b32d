-- What an e-mail about a booking adds to the reader's calendar.
ALTER TABLE command_side.notification_deliveries ADD COLUMN calendar_entry jsonb;
