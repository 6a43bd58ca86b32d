package io.medicaledu.payment.command;

import org.jspecify.annotations.Nullable;

/** A provider has refused a call for good; repeating it would not help. */
public final class ProviderRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProviderRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
