-- A refusal that is repeated names the same fields as the first time.
ALTER TABLE command_side.idempotency_keys ADD COLUMN problem_errors jsonb;
