package io.medicaledu.notification.delivery;

import java.io.Serial;

/** A notification could not be handed over. */
final class DeliveryException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean worthAnotherTry;

    DeliveryException(String message, boolean worthAnotherTry) {
        super(message);
        this.worthAnotherTry = worthAnotherTry;
    }

    boolean isWorthAnotherTry() {
        return worthAnotherTry;
    }
}
