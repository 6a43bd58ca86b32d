-- How far those who follow the event stream are: all of them together, in one row, and who goes apart from the others
-- (as a handler failed, or a projection is built anew) in a row of its own.
CREATE TABLE event_store.feed (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position bigint NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE event_store.followers (
    name            text        PRIMARY KEY,
    -- NULL: with all the others.
    position        bigint,
    rebuilding      boolean     NOT NULL DEFAULT false,
    attempts        integer     NOT NULL DEFAULT 0,
    error           text,
    next_attempt_at timestamptz NOT NULL DEFAULT now()
);

-- Axon's tokens: {"index":42,"gaps":[…]}, within others while a projection was built anew.
CREATE TEMPORARY TABLE old_positions ON COMMIT DROP AS
SELECT CASE processor_name
           WHEN 'BookingPaymentSagaProcessor' THEN 'booking-payment'
           WHEN 'RefundSagaProcessor' THEN 'refund'
           WHEN 'ReceiptSagaProcessor' THEN 'receipt'
           WHEN 'departure' THEN 'deleted-user'
           ELSE processor_name
       END AS name,
       min(coalesce((json ->> 'index')::bigint, (json #>> '{currentToken,index}')::bigint, 0)) AS position
FROM (SELECT processor_name, convert_from(token, 'UTF8')::jsonb AS json
      FROM event_store.token_entry
      WHERE token IS NOT NULL AND segment >= 0 AND processor_name <> '__config') AS tokens
GROUP BY 1;

INSERT INTO event_store.feed (position) SELECT coalesce(max(position), 0) FROM old_positions;

INSERT INTO event_store.followers (name, position)
SELECT name, nullif(old_positions.position, feed.position) FROM old_positions CROSS JOIN event_store.feed AS feed;

DELETE FROM event_store.token_entry;
