-- Numbers of receipts and credit notes: the row is locked and raised in the transaction of the event that carries the number.
CREATE TABLE command_side.receipt_numbers (
    kind text    NOT NULL,
    year integer NOT NULL,
    last bigint  NOT NULL CHECK (last > 0),
    PRIMARY KEY (kind, year)
);

-- One receipt for a capture, one credit note for a refund (the id is derived from it).
CREATE TABLE command_side.receipts (
    receipt_id              uuid PRIMARY KEY,
    kind                    text        NOT NULL,
    number                  text        NOT NULL,
    payment_id              uuid        NOT NULL,
    user_id                 uuid        NOT NULL,
    provider_transaction_id text,
    original_receipt_id     uuid REFERENCES command_side.receipts (receipt_id),
    amount_minor_units      bigint      NOT NULL,
    tax_label               text        NOT NULL,
    tax_rate                text        NOT NULL,
    issued_at               timestamptz NOT NULL,
    CONSTRAINT receipt_number_once UNIQUE (number)
);
CREATE INDEX receipts_payment ON command_side.receipts (payment_id);
CREATE INDEX receipts_original ON command_side.receipts (original_receipt_id);
