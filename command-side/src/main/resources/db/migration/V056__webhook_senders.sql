-- Who has brought a webhook, for the audit trail of what it brings about.
ALTER TABLE command_side.webhook_inbox
    ADD COLUMN sender_address text,
    ADD COLUMN sender_program text;
