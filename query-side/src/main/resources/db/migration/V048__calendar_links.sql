-- The secret by which a calendar program reads somebody's sessions.
ALTER TABLE read_model.users ADD COLUMN calendar_token_hash text;
CREATE UNIQUE INDEX users_calendar_token_hash ON read_model.users (calendar_token_hash);
