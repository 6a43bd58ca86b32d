package io.medicaledu.payment.command;

/** A provider has refused a call for good; repeating it would not help. */
public final class ProviderRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProviderRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
