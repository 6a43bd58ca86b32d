-- While a projection is built anew, its large tables do without the indexes that only queries need: a row costs less, and
-- making an index of all rows at once costs less than adding them one by one. Indexes that forbid duplicates stay.
-- The application does not own the tables, so it does this by two functions; the table behind them is not its to write.
CREATE SCHEMA maintenance;

CREATE TABLE maintenance.put_away_indexes (
    name       text PRIMARY KEY,
    projection text NOT NULL,
    definition text NOT NULL
);

CREATE FUNCTION maintenance.put_indexes_away(of_projection text, tables text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT class.relname AS name, pg_get_indexdef(class.oid) AS definition
        FROM pg_index JOIN pg_class AS class ON class.oid = indexrelid
        WHERE indrelid IN (SELECT to_regclass('read_model.' || quote_ident(each)) FROM unnest(tables) AS each)
          AND NOT indisunique
    LOOP
        INSERT INTO maintenance.put_away_indexes VALUES (found.name, of_projection, found.definition);
        EXECUTE format('DROP INDEX read_model.%I', found.name);
    END LOOP;
END $$;

CREATE FUNCTION maintenance.bring_indexes_back(of_projections text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found record;
BEGIN
    FOR found IN
        DELETE FROM maintenance.put_away_indexes WHERE projection = ANY (of_projections) RETURNING definition
    LOOP
        EXECUTE found.definition;
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION maintenance.put_indexes_away(text, text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION maintenance.bring_indexes_back(text[]) FROM PUBLIC;
GRANT USAGE ON SCHEMA maintenance TO ${appRole};
GRANT EXECUTE ON FUNCTION maintenance.put_indexes_away(text, text[]) TO ${appRole};
GRANT EXECUTE ON FUNCTION maintenance.bring_indexes_back(text[]) TO ${appRole};
