-- A migration may change or drop an index, so those that a rebuild does without come back first; the rebuild goes on with them.
DO $$
BEGIN
    IF to_regclass('maintenance.put_away_indexes') IS NOT NULL THEN
        PERFORM maintenance.bring_indexes_back(ARRAY(SELECT DISTINCT projection FROM maintenance.put_away_indexes));
    END IF;
END $$;
