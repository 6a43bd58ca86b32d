-- Who has no active account gets no reminders and no news.
ALTER TABLE command_side.contacts ADD COLUMN active boolean NOT NULL DEFAULT true;
UPDATE command_side.contacts AS contact SET active = false
FROM command_side.accounts AS account
WHERE account.user_id = contact.user_id AND NOT account.active;
