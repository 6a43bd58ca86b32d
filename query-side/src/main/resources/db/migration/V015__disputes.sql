-- What payers dispute: the provider holds the money back until it is decided.
ALTER TABLE read_model.payments
    ADD COLUMN dispute_state   text,
    ADD COLUMN disputed_amount numeric(19, 3) NOT NULL DEFAULT 0;
CREATE INDEX payments_dispute_state ON read_model.payments (dispute_state) WHERE dispute_state IS NOT NULL;
