-- PayPal refunds for an invoice once.
ALTER TABLE paypal_refunds
    ADD COLUMN invoice_id text GENERATED ALWAYS AS (data ->> 'invoiceId') STORED;
CREATE INDEX paypal_refunds_invoice_id ON paypal_refunds (invoice_id);
