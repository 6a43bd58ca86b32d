package io.medicaledu.payment.command;

import io.medicaledu.shared.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What providers have captured for one payment, by their transaction ids: at most one pays for the booking. */
final class Captures {

    private final Map<String, Money> byTransaction = new LinkedHashMap<>();
    private @Nullable String used;

    /** Something of a provider's that brought money. */
    record Capture(String transactionId, Money amount) {}

    void use(String transactionId, Money amount) {
        byTransaction.put(transactionId, amount);
        used = transactionId;
    }

    /** Money that does not pay for the booking: of another amount, or one time too many. */
    void keepAside(String transactionId, Money amount) {
        byTransaction.put(transactionId, amount);
    }

    boolean knows(String transactionId) {
        return byTransaction.containsKey(transactionId);
    }

    /** Whether it is the one that pays for the booking. */
    boolean isUsed(String transactionId) {
        return transactionId.equals(used);
    }

    /** What pays for the booking. */
    Optional<Capture> used() {
        return Optional.ofNullable(used).flatMap(this::of);
    }

    /** What a refund without further word is taken from: what pays for the booking, else what was captured first. */
    Optional<Capture> refundable() {
        return used().or(() -> byTransaction.keySet().stream().findFirst().flatMap(this::of));
    }

    Optional<Capture> of(String transactionId) {
        return Optional.ofNullable(byTransaction.get(transactionId)).map(amount -> new Capture(transactionId, amount));
    }
}
