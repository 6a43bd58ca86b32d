-- What was scheduled is listed by the time at which it comes up, not by the time at which it was planned.
ALTER TABLE read_model.notifications
    ADD COLUMN due_at timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(scheduled_for, created_at)) STORED;
CREATE INDEX notifications_user_due ON read_model.notifications (user_id, due_at DESC, id DESC);
DROP INDEX read_model.notifications_unread;
CREATE INDEX notifications_unread ON read_model.notifications (user_id, due_at DESC, id DESC) WHERE NOT is_read;
