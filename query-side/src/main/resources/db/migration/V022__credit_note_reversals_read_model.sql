-- A refund that came back has a credit note and its reversal.
DROP INDEX read_model.receipts_refund_id;
CREATE UNIQUE INDEX receipts_refund_id ON read_model.receipts (refund_id, kind);
