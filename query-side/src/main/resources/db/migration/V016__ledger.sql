-- Double entry of all money that providers hold for us, and the queries that hold bookings, payments and ledger against
-- each other. docs/ledger.md says which event posts what.

CREATE TABLE read_model.ledger_entries (
    id             uuid PRIMARY KEY,
    event_position bigint      NOT NULL,
    entry_no       smallint    NOT NULL,
    account        text        NOT NULL,
    booking_id     uuid        NOT NULL,
    payment_id     uuid        NOT NULL,
    currency       varchar(3)  NOT NULL,
    minor_units    bigint      NOT NULL CHECK (minor_units <> 0),
    event_type     text        NOT NULL,
    recorded_at    timestamptz NOT NULL
);
-- An event that is handled once more cannot count twice.
CREATE UNIQUE INDEX ledger_entries_once ON read_model.ledger_entries (event_position, entry_no);
CREATE INDEX ledger_entries_position ON read_model.ledger_entries (event_position DESC, id DESC);
CREATE INDEX ledger_entries_account ON read_model.ledger_entries (account, event_position DESC, id DESC);
CREATE INDEX ledger_entries_booking_id ON read_model.ledger_entries (booking_id, event_position DESC, id DESC);
CREATE INDEX ledger_entries_payment_id ON read_model.ledger_entries (payment_id, event_position DESC, id DESC);

CREATE FUNCTION read_model.refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM read_model.ledger_entries WHERE event_position = NEW.event_position
               GROUP BY currency HAVING sum(minor_units) <> 0) THEN
        RAISE EXCEPTION 'the ledger entries of event % do not balance', NEW.event_position
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entries_balanced AFTER INSERT ON read_model.ledger_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION read_model.refuse_unbalanced();

-- Entries are written once; a rebuild truncates.
CREATE FUNCTION read_model.refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger entries are immutable';
END $$;
CREATE TRIGGER ledger_entries_immutable BEFORE UPDATE OR DELETE ON read_model.ledger_entries
    FOR EACH ROW EXECUTE FUNCTION read_model.refuse_ledger_change();

-- What later events of a payment refer to: a provider's transaction, a refund or a dispute, by its id. Tells the ledger
-- at which provider the money is, and against which account it goes.
CREATE TABLE read_model.ledger_references (
    payment_id  uuid       NOT NULL,
    reference   text       NOT NULL,
    provider    text       NOT NULL,
    account     text       NOT NULL,
    currency    varchar(3) NOT NULL,
    minor_units bigint     NOT NULL,
    PRIMARY KEY (payment_id, reference)
);

-- What the row of a payment does not tell: money of a wrong amount (Flagged), money that came once more (Surplus), and
-- disputes (Open, Won, Lost). Kept by the projection of payments; the ledger is held against it.
CREATE TABLE read_model.payment_incidents (
    payment_id  uuid        NOT NULL,
    reference   text        NOT NULL,
    booking_id  uuid        NOT NULL,
    kind        text        NOT NULL,
    state       text,
    currency    varchar(3)  NOT NULL,
    minor_units bigint      NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (payment_id, reference)
);
-- What had happened before this table was there.
INSERT INTO read_model.payment_incidents (payment_id, reference, booking_id, kind, currency, minor_units, created_at)
SELECT (payload ->> 'paymentId')::uuid, payload ->> 'providerTransactionId', (payload ->> 'bookingId')::uuid, 'Flagged',
       payload -> 'captured' ->> 'currency', (payload -> 'captured' ->> 'minorUnits')::bigint, time_stamp
FROM event_store.domain_events WHERE payload_type = 'PaymentFlagged';

-- Minor units of a decimal amount, as the application's Money counts them; a fraction is kept, so that it is seen.
CREATE FUNCTION read_model.minor_units(amount numeric, currency varchar) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN amount * CASE
        WHEN currency IN ('ADP', 'BEF', 'BIF', 'BYR', 'CLP', 'DJF', 'ESP', 'GNF', 'GRD', 'ISK', 'ITL', 'JPY', 'KMF',
                          'KRW', 'LUF', 'PTE', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
        WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
        WHEN currency = 'CLF' THEN 10000
        ELSE 100
    END;

-- Each payment's money as the tables of payments know it, without a look at the ledger.
CREATE VIEW read_model.payment_money AS
SELECT payment_id, booking_id, currency,
       coalesce(sum(amount) FILTER (WHERE kind = 'received'), 0)  AS received,
       coalesce(sum(amount) FILTER (WHERE kind = 'refunded'), 0)  AS refunded,
       coalesce(sum(amount) FILTER (WHERE kind = 'refunding'), 0) AS refunding,
       coalesce(sum(amount) FILTER (WHERE kind = 'withheld'), 0)  AS withheld,
       coalesce(sum(amount) FILTER (WHERE kind = 'lost'), 0)      AS lost
FROM (
    SELECT id AS payment_id, booking_id, currency, 'received' AS kind,
           read_model.minor_units(captured_amount, currency) AS amount
    FROM read_model.payments WHERE refund_of_payment_id IS NULL AND captured_amount IS NOT NULL
    UNION ALL
    SELECT refund_of_payment_id, booking_id, currency, CASE status WHEN 4 THEN 'refunded' ELSE 'refunding' END,
           read_model.minor_units(amount, currency)
    FROM read_model.payments WHERE refund_of_payment_id IS NOT NULL AND status IN (0, 4)
    UNION ALL
    SELECT payment_id, booking_id, currency,
           CASE state WHEN 'Open' THEN 'withheld' WHEN 'Lost' THEN 'lost' WHEN 'Won' THEN 'won' ELSE 'received' END,
           minor_units
    FROM read_model.payment_incidents
) AS movement
GROUP BY payment_id, booking_id, currency;

-- Whatever does not add up; no row is how it should be. Statuses of bookings: 0 Pending, 1 Confirmed, 2 Cancelled,
-- 3 Completed, 4 NoShow, 5 Rescheduled. Amounts in minor units.
CREATE VIEW read_model.money_differences AS
WITH RECURSIVE
money AS MATERIALIZED (SELECT * FROM read_model.payment_money),
ledger AS MATERIALIZED (
    SELECT payment_id, booking_id, currency,
           coalesce(sum(minor_units) FILTER (WHERE account LIKE 'provider:%' OR account = 'disputed'), 0) AS held,
           coalesce(-sum(minor_units) FILTER (WHERE account = 'bookings'), 0)  AS paid,
           coalesce(-sum(minor_units) FILTER (WHERE account = 'unapplied'), 0) AS unapplied
    FROM read_model.ledger_entries GROUP BY payment_id, booking_id, currency
),
-- A booking that others than its student have cancelled, with those that it has replaced: they share their payments.
cancelled_for_students AS (
    SELECT id AS cancelled_id, id AS booking_id, rescheduled_from_booking_id
    FROM read_model.bookings
    WHERE status = 2 AND confirmed_at IS NOT NULL
      AND cancellation_reason IN ('ByInstructor', 'ByAdmin', 'SlotCancelled')
    UNION ALL
    SELECT chain.cancelled_id, earlier.id, earlier.rescheduled_from_booking_id
    FROM cancelled_for_students AS chain
    JOIN read_model.bookings AS earlier ON earlier.id = chain.rescheduled_from_booking_id AND earlier.status = 5
)
-- Money neither appears nor disappears: an event takes from one account what it gives to another.
SELECT 'event-unbalanced' AS reason, NULL::uuid AS booking_id, NULL::uuid AS payment_id, NULL::uuid AS slot_id,
       event_position, currency, 0::numeric AS expected, sum(minor_units) AS actual
FROM read_model.ledger_entries GROUP BY event_position, currency HAVING sum(minor_units) <> 0
UNION ALL
-- The same over all of it, which would also find entries that were lost as a whole from one account.
SELECT 'accounts-unbalanced', NULL, NULL, NULL, NULL, currency, 0, sum(minor_units)
FROM read_model.ledger_entries GROUP BY currency HAVING sum(minor_units) <> 0
UNION ALL
-- The invariant itself: captured − refunded − lost disputes = what is at the providers or held back by them.
SELECT 'ledger-differs', booking_id, payment_id, NULL, NULL, currency,
       coalesce(received - refunded - lost, 0), coalesce(held, 0)
FROM money FULL JOIN ledger USING (payment_id, booking_id, currency)
WHERE coalesce(received - refunded - lost, 0) <> coalesce(held, 0)
UNION ALL
-- What pays for the booking stands in its account; a refund of other money must not be taken from there.
SELECT 'booking-account-differs', payment.booking_id, payment.id, NULL, NULL, payment.currency,
       read_model.minor_units(coalesce(payment.captured_amount, 0) - payment.refund_amount, payment.currency),
       coalesce(ledger.paid, 0)
FROM read_model.payments AS payment
LEFT JOIN ledger ON ledger.payment_id = payment.id AND ledger.currency = payment.currency
WHERE payment.refund_of_payment_id IS NULL
  AND read_model.minor_units(coalesce(payment.captured_amount, 0) - payment.refund_amount, payment.currency)
      <> coalesce(ledger.paid, 0)
UNION ALL
-- Nobody gets back more than came in. Refunds that are only asked for do not count: the provider refuses them if one
-- that was made in its dashboard came first.
SELECT 'refunds-exceed-captured', booking_id, payment_id, NULL, NULL, currency, received, refunded
FROM money WHERE refunded > received
UNION ALL
-- A payment is always one of a booking; else nobody would miss its money.
SELECT 'payment-without-booking', payment.booking_id, payment.id, NULL, NULL, payment.currency, 1, 0
FROM read_model.payments AS payment
WHERE NOT EXISTS (SELECT FROM read_model.bookings AS booking WHERE booking.id = payment.booking_id)
UNION ALL
-- A booking that was ever confirmed was paid for: by its own payment, and by what the booking that it replaced had cost,
-- which by the same rule was paid, too. What was captured counts, so that later refunds and disputes change nothing:
-- goodwill leaves a booking confirmed. Only the one successor that the replaced booking names may use its money.
SELECT 'booking-not-covered', booking.id, NULL, NULL, NULL, booking.currency,
       read_model.minor_units(booking.amount - coalesce(earlier.amount, 0), booking.currency),
       read_model.minor_units(coalesce(own.captured, 0), booking.currency)
FROM read_model.bookings AS booking
LEFT JOIN read_model.bookings AS earlier
    ON earlier.id = booking.rescheduled_from_booking_id AND earlier.rescheduled_to_booking_id = booking.id
    AND earlier.status = 5 AND earlier.confirmed_at IS NOT NULL AND earlier.currency = booking.currency
LEFT JOIN (
    SELECT booking_id, currency, sum(captured_amount) AS captured
    FROM read_model.payments WHERE refund_of_payment_id IS NULL AND captured_amount IS NOT NULL
    GROUP BY booking_id, currency
) AS own ON own.booking_id = booking.id AND own.currency = booking.currency
WHERE booking.confirmed_at IS NOT NULL
  AND booking.amount > coalesce(earlier.amount, 0) + coalesce(own.captured, 0)
UNION ALL
-- Who never got a booking gets all money back, or a person has been told to look (flagged).
SELECT 'money-kept-unconfirmed', money.booking_id, money.payment_id, NULL, NULL, money.currency,
       0, money.received - money.refunded - money.refunding - money.withheld - money.lost
FROM money
JOIN read_model.bookings AS booking ON booking.id = money.booking_id
JOIN read_model.payments AS payment ON payment.id = money.payment_id
WHERE booking.confirmed_at IS NULL AND booking.status IN (0, 2, 5) AND NOT payment.is_flagged
  AND money.received - money.refunded - money.refunding - money.withheld - money.lost > 0
UNION ALL
-- Whose booking was cancelled by instructor, admin or with its slot gets all money back, whatever the policy.
SELECT 'money-kept-cancelled', chain.cancelled_id, money.payment_id, NULL, NULL, money.currency,
       0, money.received - money.refunded - money.refunding - money.withheld - money.lost
FROM cancelled_for_students AS chain
JOIN money ON money.booking_id = chain.booking_id
JOIN read_model.payments AS payment ON payment.id = money.payment_id
WHERE NOT payment.is_flagged
  AND money.received - money.refunded - money.refunding - money.withheld - money.lost > 0
UNION ALL
-- Money that pays for nothing is on its way back, or a person has been told to look; nor can more go back than came.
SELECT 'unapplied-kept', ledger.booking_id, ledger.payment_id, NULL, NULL, ledger.currency,
       least(coalesce(money.refunding, 0), ledger.unapplied), ledger.unapplied
FROM ledger
LEFT JOIN money USING (payment_id, booking_id, currency)
LEFT JOIN read_model.payments AS payment ON payment.id = ledger.payment_id
WHERE ledger.unapplied < 0
   OR ledger.unapplied > coalesce(money.refunding, 0) AND NOT coalesce(payment.is_flagged, false)
UNION ALL
-- A seat is taken by exactly one booking. It counts from the moment it is held, so pending bookings count, too.
SELECT 'seats-differ', NULL, NULL, coalesce(slot.id, seats.availability_slot_id), NULL, NULL,
       coalesce(seats.taken, 0), coalesce(slot.current_participants, 0)
FROM read_model.availability_slots AS slot
FULL JOIN (
    SELECT availability_slot_id, count(*) AS taken FROM read_model.bookings
    WHERE status IN (0, 1, 3, 4) GROUP BY availability_slot_id
) AS seats ON seats.availability_slot_id = slot.id
WHERE coalesce(seats.taken, 0) <> coalesce(slot.current_participants, 0);
