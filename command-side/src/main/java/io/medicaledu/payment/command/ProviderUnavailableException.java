package io.medicaledu.payment.command;

/** A call to a provider failed for now, or its outcome is unknown; it is to be repeated with the same key. */
public final class ProviderUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    /** @param outcomeUnknown whether the provider may have carried it out all the same */
    public ProviderUnavailableException(String message, boolean outcomeUnknown, Throwable cause) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }
}
