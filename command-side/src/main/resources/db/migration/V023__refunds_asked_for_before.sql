-- A refund that an earlier version has queued once more counts as tried: it is looked for before it is asked for.
UPDATE command_side.outbox SET attempts = greatest(attempts, 1) WHERE kind = 'Refund';
