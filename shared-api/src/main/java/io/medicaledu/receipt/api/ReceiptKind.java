package io.medicaledu.receipt.api;

/** What kind of document it is; the code is the ordinal. Each kind has numbers of its own. */
public enum ReceiptKind {
    /** Says that money was paid. */
    Receipt,
    /** Says that money was given back. */
    CreditNote,
    /** Takes a credit note back: what was given back has come to us again. */
    CreditNoteReversal
}
