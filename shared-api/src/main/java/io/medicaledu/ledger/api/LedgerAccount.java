package io.medicaledu.ledger.api;

import io.medicaledu.payment.api.PaymentProvider;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where money is, and whose it is. What we have is positive (at a provider, held back, lost), what we owe for it is
 * negative (bookings, unapplied); together all accounts are zero in each currency.
 */
public enum LedgerAccount {
    /** Money at Stripe, fees not taken off. */
    STRIPE("provider:stripe"),
    /** Money at PayPal, fees not taken off. */
    PAYPAL("provider:paypal"),
    /** What students have paid for bookings and not got back. */
    BOOKINGS("bookings"),
    /** What was captured and pays for nothing: of a wrong amount, or one time too many. */
    UNAPPLIED("unapplied"),
    /** What a provider holds back until a dispute is decided. */
    DISPUTED("disputed"),
    /** What was lost in disputes. */
    DISPUTE_LOSSES("dispute-losses");

    private final String code;

    LedgerAccount(String code) {
        this.code = code;
    }

    /** The name in the ledger and in the API, e.g. {@code provider:stripe}. */
    public String code() {
        return code;
    }

    /** The account of that name. */
    public static Optional<LedgerAccount> of(String code) {
        return Arrays.stream(values())
                .filter(account -> account.code.equals(code))
                .findFirst();
    }

    /** The account of the money at a provider. */
    public static LedgerAccount at(PaymentProvider provider) {
        return switch (provider) {
            case Stripe -> STRIPE;
            case PayPal -> PAYPAL;
        };
    }
}
