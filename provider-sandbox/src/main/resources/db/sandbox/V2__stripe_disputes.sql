-- What happens after a payment: disputes, refunds that are settled later, and lists narrowed by time of creation.
CREATE TABLE stripe_disputes (
    seq            bigint GENERATED ALWAYS AS IDENTITY,
    data           jsonb NOT NULL,
    id             text PRIMARY KEY GENERATED ALWAYS AS (data ->> 'id') STORED,
    status         text GENERATED ALWAYS AS (data ->> 'status') STORED,
    payment_intent text GENERATED ALWAYS AS (data ->> 'paymentIntent') STORED,
    charge         text GENERATED ALWAYS AS (data ->> 'charge') STORED,
    amount         bigint GENERATED ALWAYS AS ((data ->> 'amount')::bigint) STORED,
    created        bigint GENERATED ALWAYS AS ((data ->> 'created')::bigint) STORED
);
CREATE INDEX stripe_disputes_seq ON stripe_disputes (seq);
CREATE INDEX stripe_disputes_payment_intent ON stripe_disputes (payment_intent);
CREATE INDEX stripe_disputes_charge ON stripe_disputes (charge);

ALTER TABLE stripe_sessions
    ADD COLUMN created bigint GENERATED ALWAYS AS ((data ->> 'created')::bigint) STORED;

ALTER TABLE stripe_payment_intents
    ADD COLUMN created bigint GENERATED ALWAYS AS ((data ->> 'created')::bigint) STORED,
    ADD COLUMN amount  bigint GENERATED ALWAYS AS ((data ->> 'amount')::bigint) STORED;

ALTER TABLE stripe_charges
    ADD COLUMN created bigint GENERATED ALWAYS AS ((data ->> 'created')::bigint) STORED,
    ADD COLUMN status  text GENERATED ALWAYS AS (data ->> 'status') STORED;
CREATE INDEX stripe_charges_seq ON stripe_charges (seq);

ALTER TABLE stripe_refunds
    ADD COLUMN created    bigint GENERATED ALWAYS AS ((data ->> 'created')::bigint) STORED,
    ADD COLUMN status     text GENERATED ALWAYS AS (data ->> 'status') STORED,
    ADD COLUMN settles_at bigint GENERATED ALWAYS AS ((data #>> '{later,at}')::bigint) STORED;
CREATE INDEX stripe_refunds_unsettled ON stripe_refunds (settles_at) WHERE settles_at IS NOT NULL;
