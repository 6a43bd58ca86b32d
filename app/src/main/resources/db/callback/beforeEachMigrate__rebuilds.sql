-- A migration may change the tables that a rebuild writes a copy of, or their indexes. An earlier release wrote into the tables
-- themselves, without some of their indexes: those come back. Now a rebuild begins anew.
DO $$
BEGIN
    IF to_regclass('maintenance.put_away_indexes') IS NOT NULL THEN
        PERFORM maintenance.bring_indexes_back(ARRAY(SELECT DISTINCT projection FROM maintenance.put_away_indexes));
    END IF;
    IF to_regclass('event_store.rebuilds') IS NOT NULL THEN
        -- In the order in which a rebuild takes its locks.
        UPDATE event_store.rebuilds SET stage = 'Requested', position = 0, attempts = 0, error = NULL, next_attempt_at = now();
        PERFORM maintenance.drop_shadow(ARRAY(
            SELECT relname::text FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname = 'read_model_shadow' AND relkind = 'r'));
    END IF;
END $$;
