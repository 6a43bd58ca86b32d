-- What the reversal of a credit note has to know of it: its tax, to the minor unit, and the provider's id of its refund.
-- A reversal refers to its credit note by original_receipt_id; there is one for each.
ALTER TABLE command_side.receipts ADD COLUMN tax_minor_units bigint;
UPDATE command_side.receipts AS receipt
SET tax_minor_units = (event.payload #>> '{document,tax,tax,minorUnits}')::bigint,
    provider_transaction_id = coalesce(receipt.provider_transaction_id, event.payload #>> '{document,providerReference}')
FROM event_store.domain_events AS event
WHERE event.aggregate_identifier = receipt.receipt_id::text
  AND event.payload_type IN ('ReceiptIssued', 'CreditNoteIssued');
ALTER TABLE command_side.receipts ALTER COLUMN tax_minor_units SET NOT NULL;
CREATE UNIQUE INDEX receipts_reversed_once ON command_side.receipts (original_receipt_id)
    WHERE kind = 'CreditNoteReversal';
