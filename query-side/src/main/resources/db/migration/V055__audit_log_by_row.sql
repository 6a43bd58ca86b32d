-- The audit log tells of each row that an event changes, not of the event as a whole: it is written anew from the first
-- event, in the background, after the upgrade.
TRUNCATE read_model.audit_logs, read_model.audit_states;
UPDATE event_store.followers SET position = 0, rebuilding = true WHERE name = 'audit-logs';

ALTER TABLE read_model.audit_logs ADD COLUMN correlation_id text;

-- The row that one belongs to and may end with: the sessions of a user.
ALTER TABLE read_model.audit_states ADD COLUMN parent_id uuid;
CREATE INDEX audit_states_parent ON read_model.audit_states (parent_id) WHERE parent_id IS NOT NULL;

-- Whose request a story goes back to, and from where it came.
CREATE TABLE read_model.audit_stories (
    correlation_id text PRIMARY KEY,
    user_id        uuid,
    ip_address     text,
    user_agent     text
);

-- The application may add to the log, and nothing else (see the grants after each migration). To write it anew it asks for
-- this: the log is empty then, and begins with the first event.
CREATE FUNCTION maintenance.empty_audit_log() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    TRUNCATE read_model.audit_logs, read_model.audit_states, read_model.audit_stories;
    UPDATE event_store.followers SET position = 0, rebuilding = true WHERE name = 'audit-logs';
END $$;

REVOKE ALL ON FUNCTION maintenance.empty_audit_log() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION maintenance.empty_audit_log() TO ${appRole};
