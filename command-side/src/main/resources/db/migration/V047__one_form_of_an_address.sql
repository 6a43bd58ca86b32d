-- Addresses are kept in Unicode's composed form. Two accounts that were one mailbox all the time stay two.
UPDATE command_side.accounts AS account SET email = normalize(email, NFC)
WHERE email IS NOT NFC NORMALIZED AND NOT EXISTS (
    SELECT 1 FROM command_side.accounts AS other
    WHERE other.email = normalize(account.email, NFC) AND NOT other.deleted);
