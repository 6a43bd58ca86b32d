package io.medicaledu.sandbox.stripe;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The test cards that the sandbox knows (https://docs.stripe.com/testing), and one way to pay that takes days. */
public enum TestCard {
    GOOD("4242424242424242", null, "Payment complete.", Sequel.NONE),
    DECLINED("4000000000000002", "generic_decline", "Your card was declined.", Sequel.NONE),
    INSUFFICIENT_FUNDS("4000000000009995", "insufficient_funds", "Your card has insufficient funds.", Sequel.NONE),
    DISPUTED("4000000000000259", null, "Payment complete; then disputed as fraudulent.", Sequel.DISPUTE),
    INQUIRED("4000000000001976", null, "Payment complete; then an inquiry is opened.", Sequel.INQUIRY),
    REFUND_PENDING("4000000000007726", null, "Payment complete; refunds are pending at first.", Sequel.REFUND_PENDING),
    REFUND_FAILS("4000000000005126", null, "Payment complete; refunds fail later.", Sequel.REFUND_FAILS),
    SEPA_DEBIT("sepa_debit", null, "SEPA Direct Debit: paid, or not, days later.", Sequel.DELAY);

    /** What happens after the attempt to pay. */
    enum Sequel {
        NONE,
        DISPUTE,
        INQUIRY,
        REFUND_PENDING,
        REFUND_FAILS,
        DELAY
    }

    private final String number;
    private final @Nullable String declineCode;
    private final String message;
    private final Sequel sequel;

    TestCard(String number, @Nullable String declineCode, String message, Sequel sequel) {
        this.number = number;
        this.declineCode = declineCode;
        this.message = message;
        this.sequel = sequel;
    }

    /** The card with that number; blanks and hyphens do not matter. */
    public static Optional<TestCard> of(String number) {
        String digits = number.replaceAll("[\\s-]", "");
        return Arrays.stream(values())
                .filter(card -> card.number.equals(digits))
                .findFirst();
    }

    static TestCard declining(String declineCode) {
        return Arrays.stream(values())
                .filter(card -> declineCode.equals(card.declineCode))
                .findFirst()
                .orElse(DECLINED);
    }

    /** The number, in groups of four. */
    public String spacedNumber() {
        return number.replaceAll("(\\d{4})(?=\\d)", "$1 ");
    }

    /** What a customer is told about it. */
    public String message() {
        return message;
    }

    /** Why it is declined; null if it is not. */
    public @Nullable String declineCode() {
        return declineCode;
    }

    /** True if the bank says days later whether it has paid. */
    public boolean isDelayed() {
        return sequel == Sequel.DELAY;
    }

    Sequel sequel() {
        return sequel;
    }

    Charge.State firstState() {
        if (isDelayed()) {
            return Charge.State.PENDING;
        }
        return declineCode == null ? Charge.State.SUCCEEDED : Charge.State.FAILED;
    }

    String lastFour() {
        return isDelayed() ? "3000" : number.substring(number.length() - 4);
    }
}
