-- Receipts of payments and credit notes of refunds.
CREATE TABLE read_model.receipts (
    id                  uuid PRIMARY KEY,
    kind                smallint       NOT NULL,
    number              text           NOT NULL,
    payment_id          uuid           NOT NULL,
    booking_id          uuid           NOT NULL,
    user_id             uuid           NOT NULL,
    refund_id           uuid,
    original_receipt_id uuid,
    original_number     text,
    amount              numeric(19, 3) NOT NULL,
    net_amount          numeric(19, 3) NOT NULL,
    tax_amount          numeric(19, 3) NOT NULL,
    currency            varchar(3)     NOT NULL,
    tax_rate            text           NOT NULL,
    tax_label           text           NOT NULL,
    seller_name         text           NOT NULL,
    seller_address      jsonb          NOT NULL,
    provider_reference  text,
    paid_at             timestamptz    NOT NULL,
    issued_on           date           NOT NULL,
    issued_at           timestamptz    NOT NULL,
    created_at          timestamptz    NOT NULL,
    version             bigint         NOT NULL
);
CREATE UNIQUE INDEX receipts_number ON read_model.receipts (number);
CREATE INDEX receipts_issued_at ON read_model.receipts (issued_at DESC, id DESC);
CREATE INDEX receipts_user_id ON read_model.receipts (user_id, issued_at DESC, id DESC);
CREATE INDEX receipts_payment_id ON read_model.receipts (payment_id);
CREATE UNIQUE INDEX receipts_refund_id ON read_model.receipts (refund_id);
