-- A projection is built anew beside the tables that are read, in tables of the same shape (shadow tables), and takes their
-- place in one transaction; or it is held against them, and goes.
CREATE TABLE event_store.rebuilds (
    projection           text        PRIMARY KEY,
    purpose              text        NOT NULL CHECK (purpose IN ('Replace', 'Compare')),
    -- Requested: there are no shadow tables yet. Filling: without the indexes that only queries need. Indexed: with them.
    stage                text        NOT NULL DEFAULT 'Requested' CHECK (stage IN ('Requested', 'Filling', 'Indexed')),
    position             bigint      NOT NULL DEFAULT 0,
    positions_per_second bigint,
    requested_at         timestamptz NOT NULL DEFAULT now(),
    requested_by         text,
    attempts             integer     NOT NULL DEFAULT 0,
    error                text,
    next_attempt_at      timestamptz NOT NULL DEFAULT now()
);

-- How rebuilds ended.
CREATE TABLE event_store.rebuild_reports (
    id           uuid        PRIMARY KEY DEFAULT uuidv7(),
    projection   text        NOT NULL,
    purpose      text        NOT NULL,
    outcome      text        NOT NULL CHECK (outcome IN ('Replaced', 'Same', 'Different', 'Cancelled')),
    position     bigint      NOT NULL,
    requested_at timestamptz NOT NULL,
    requested_by text,
    finished_at  timestamptz NOT NULL DEFAULT now(),
    tables       jsonb       NOT NULL
);
CREATE INDEX rebuild_reports_projection ON event_store.rebuild_reports (projection, purpose, id DESC);

CREATE SCHEMA read_model_shadow;
CREATE SCHEMA read_model_former;
GRANT USAGE ON SCHEMA read_model_shadow TO ${appRole};

-- Rebuilds no longer write into the tables that are read.
DROP FUNCTION maintenance.put_indexes_away(text, text[]);
DROP FUNCTION maintenance.bring_indexes_back(text[]);
DROP FUNCTION maintenance.empty_audit_log();
DROP TABLE maintenance.put_away_indexes;

-- The entries of an event balance in the table that they are written to, be it a shadow table.
CREATE OR REPLACE FUNCTION read_model.refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_unbalanced boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE event_position = $1 GROUP BY currency HAVING sum(minor_units) <> 0)',
                   TG_TABLE_SCHEMA, TG_TABLE_NAME)
        INTO is_unbalanced USING NEW.event_position;
    IF is_unbalanced THEN
        RAISE EXCEPTION 'the ledger entries of event % do not balance', NEW.event_position
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- Empty tables of the same shape: columns, constraints, triggers and rights, and all indexes but, in the late ones, those
-- that forbid nothing. Names of constraints and indexes are the same, in the other schema.
CREATE FUNCTION maintenance.create_shadow(tables text[], late text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    each    text;
    found   record;
    sources oid[] := ARRAY(SELECT ('read_model.' || quote_ident(name))::regclass FROM unnest(tables) AS name);
BEGIN
    PERFORM maintenance.drop_shadow(tables);
    FOREACH each IN ARRAY tables LOOP
        EXECUTE format('CREATE TABLE read_model_shadow.%1$I (LIKE read_model.%1$I INCLUDING ALL EXCLUDING INDEXES)', each);
    END LOOP;
    FOR found IN
        SELECT relname, array_to_string(reloptions, ', ') AS options FROM pg_class
        WHERE oid = ANY (sources) AND reloptions IS NOT NULL
    LOOP
        EXECUTE format('ALTER TABLE read_model_shadow.%I SET (%s)', found.relname, found.options);
    END LOOP;
    FOR found IN
        SELECT relname, rolname, string_agg(privilege_type, ', ') AS privileges
        FROM pg_class CROSS JOIN aclexplode(relacl) JOIN pg_roles ON pg_roles.oid = grantee
        WHERE pg_class.oid = ANY (sources) AND grantee <> relowner
        GROUP BY relname, rolname
    LOOP
        EXECUTE format('GRANT %s ON read_model_shadow.%I TO %I', found.privileges, found.relname, found.rolname);
    END LOOP;
    FOR found IN
        SELECT relname, conname, replace(pg_get_constraintdef(pg_constraint.oid), ' read_model.', ' read_model_shadow.') AS definition
        FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
        WHERE conrelid = ANY (sources) AND contype IN ('p', 'u', 'x', 'f')
        ORDER BY contype = 'f', conname
    LOOP
        EXECUTE format('ALTER TABLE read_model_shadow.%I ADD CONSTRAINT %I %s', found.relname, found.conname, found.definition);
    END LOOP;
    PERFORM maintenance.add_shadow_indexes(ARRAY(SELECT unnest(tables) EXCEPT SELECT unnest(late)), false);
    PERFORM maintenance.add_shadow_indexes(late, true);
    FOR found IN
        SELECT replace(pg_get_triggerdef(oid), ' ON read_model.', ' ON read_model_shadow.') AS definition
        FROM pg_trigger WHERE tgrelid = ANY (sources) AND NOT tgisinternal
    LOOP
        EXECUTE found.definition;
    END LOOP;
END $$;

-- Those indexes that are there in the tables that are read, and not yet beside them.
CREATE FUNCTION maintenance.add_shadow_indexes(tables text[], only_unique boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT replace(pg_get_indexdef(indexrelid), ' ON read_model.', ' ON read_model_shadow.') AS definition
        FROM pg_index JOIN pg_class AS class ON class.oid = indexrelid
        WHERE indrelid IN (SELECT ('read_model.' || quote_ident(name))::regclass FROM unnest(tables) AS name)
          AND (indisunique OR NOT only_unique)
          AND to_regclass('read_model_shadow.' || quote_ident(class.relname)) IS NULL
    LOOP
        EXECUTE found.definition;
    END LOOP;
END $$;

CREATE FUNCTION maintenance.index_shadow(tables text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    each text;
BEGIN
    PERFORM maintenance.add_shadow_indexes(tables, false);
    FOREACH each IN ARRAY tables LOOP
        EXECUTE format('ANALYZE read_model_shadow.%I', each);
    END LOOP;
END $$;

-- Only the owner writes here: a migration after which the log tells something otherwise permits one rebuild to replace it.
CREATE TABLE maintenance.audit_log_permissions (
    reason       text        PRIMARY KEY,
    permitted_at timestamptz NOT NULL DEFAULT now()
);

-- In one transaction: whoever reads sees the one or the other. Views follow. The application may add to the audit log only, so
-- a log that lacks a row, or has another in its place, does not take the place of the one that is read.
CREATE FUNCTION maintenance.swap_shadow(tables text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    each  text;
    views text[];
    view  text;
BEGIN
    EXECUTE (SELECT 'LOCK TABLE ' || string_agg(format('read_model.%I', name), ', ' ORDER BY name) FROM unnest(tables) AS name);
    IF 'audit_logs' = ANY (tables) THEN
        LOCK TABLE read_model_shadow.audit_logs;
        IF EXISTS (SELECT FROM read_model.audit_logs AS read LEFT JOIN read_model_shadow.audit_logs AS rebuilt USING (id)
                   WHERE rebuilt.id IS NULL OR read.* IS DISTINCT FROM rebuilt.*) THEN
            DELETE FROM maintenance.audit_log_permissions;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'the audit log that was built anew does not tell all that the one tells that is read';
            END IF;
        END IF;
    END IF;
    views := ARRAY(
        SELECT format('CREATE OR REPLACE VIEW %s AS %s', ev_class::regclass, pg_get_viewdef(ev_class))
        FROM pg_rewrite WHERE oid IN (
            SELECT objid FROM pg_depend
            WHERE classid = 'pg_rewrite'::regclass AND refclassid = 'pg_class'::regclass
              AND refobjid IN (SELECT ('read_model.' || quote_ident(name))::regclass FROM unnest(tables) AS name)));
    FOREACH each IN ARRAY tables LOOP
        EXECUTE format('ALTER TABLE read_model.%I SET SCHEMA read_model_former', each);
    END LOOP;
    FOREACH each IN ARRAY tables LOOP
        EXECUTE format('ALTER TABLE read_model_shadow.%I SET SCHEMA read_model', each);
    END LOOP;
    FOREACH view IN ARRAY views LOOP
        EXECUTE view;
    END LOOP;
    EXECUTE (SELECT 'DROP TABLE ' || string_agg(format('read_model_former.%I', name), ', ') FROM unnest(tables) AS name);
END $$;

CREATE FUNCTION maintenance.drop_shadow(tables text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    statement text;
BEGIN
    SELECT 'DROP TABLE ' || string_agg(format('read_model_shadow.%I', name), ', ') INTO statement
    FROM unnest(tables) AS name WHERE to_regclass('read_model_shadow.' || quote_ident(name)) IS NOT NULL;
    IF statement IS NOT NULL THEN
        EXECUTE statement;
    END IF;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA maintenance FROM PUBLIC;
GRANT EXECUTE ON FUNCTION maintenance.create_shadow(text[], text[]) TO ${appRole};
GRANT EXECUTE ON FUNCTION maintenance.index_shadow(text[]) TO ${appRole};
GRANT EXECUTE ON FUNCTION maintenance.swap_shadow(text[]) TO ${appRole};
GRANT EXECUTE ON FUNCTION maintenance.drop_shadow(text[]) TO ${appRole};
