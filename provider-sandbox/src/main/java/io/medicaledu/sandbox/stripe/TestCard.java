package io.medicaledu.sandbox.stripe;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The test cards that the sandbox knows (https://docs.stripe.com/testing#cards). */
public enum TestCard {
    GOOD("4242424242424242", null, "Payment complete."),
    DECLINED("4000000000000002", "generic_decline", "Your card was declined."),
    INSUFFICIENT_FUNDS("4000000000009995", "insufficient_funds", "Your card has insufficient funds.");

    private final String number;
    private final @Nullable String declineCode;
    private final String message;

    TestCard(String number, @Nullable String declineCode, String message) {
        this.number = number;
        this.declineCode = declineCode;
        this.message = message;
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

    /** What a customer is told after paying with it. */
    public String message() {
        return message;
    }

    /** Why it is declined; null if it is not. */
    public @Nullable String declineCode() {
        return declineCode;
    }

    String lastFour() {
        return number.substring(number.length() - 4);
    }
}
