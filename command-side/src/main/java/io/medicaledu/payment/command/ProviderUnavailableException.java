package io.medicaledu.payment.command;

/** A call to a provider failed, or its outcome is unknown; it is to be repeated with the same key. */
public final class ProviderUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProviderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
