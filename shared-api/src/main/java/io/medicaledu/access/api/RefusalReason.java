package io.medicaledu.access.api;

/** Why somebody was not let in. The auditor is told; the one who tried is not, as a rule. */
public enum RefusalReason {
    /** The address that was typed is no account's. */
    UnknownAccount,
    WrongPassword,
    /** Too many wrong passwords before; the right one would have been refused, too. */
    Locked,
    /** The account was deactivated or deleted. */
    Inactive,
    /** The account has got as many of these e-mails within an hour as it may. */
    TooManyMails,
    /** A code of an e-mail that is unknown, used, replaced or expired. */
    InvalidToken,
    InvalidSignature
}
