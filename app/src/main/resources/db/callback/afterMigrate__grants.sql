-- What the application's role may do. Events can be added and read, never changed; everything else is its own.
DO $$
DECLARE
    schema_name text;
BEGIN
    FOR schema_name IN
        SELECT nspname FROM pg_namespace WHERE nspname IN ('event_store', 'command_side', 'read_model', 'process_manager')
    LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO ${appRole}', schema_name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA %I TO ${appRole}', schema_name);
        EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO ${appRole}', schema_name);
    END LOOP;
END $$;

REVOKE UPDATE, DELETE, TRUNCATE ON event_store.domain_events FROM ${appRole};
REVOKE UPDATE, DELETE, TRUNCATE ON event_store.seals FROM ${appRole};
REVOKE UPDATE, DELETE, TRUNCATE ON event_store.dropped_letters FROM ${appRole};
REVOKE UPDATE, DELETE, TRUNCATE ON read_model.audit_logs FROM ${appRole};
