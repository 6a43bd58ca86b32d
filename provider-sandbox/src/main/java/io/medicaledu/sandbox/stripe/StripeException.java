package io.medicaledu.sandbox.stripe;

import org.jspecify.annotations.Nullable;

/** A refusal in Stripe's own shape (https://docs.stripe.com/api/errors). */
public final class StripeException extends RuntimeException {

    /** The type of an error that the caller made. */
    public static final String INVALID_REQUEST = "invalid_request_error";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final @Nullable String code;
    private final @Nullable String param;
    private final boolean executed;

    /** A refusal before anything was looked at; an idempotency key does not remember it. */
    public StripeException(int status, String type, @Nullable String code, @Nullable String param, String message) {
        this(status, type, code, param, message, false);
    }

    private StripeException(
            int status, String type, @Nullable String code, @Nullable String param, String message, boolean executed) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
        this.param = param;
        this.executed = executed;
    }

    /** A parameter is wrong. */
    public static StripeException invalid(@Nullable String code, @Nullable String param, String message) {
        return new StripeException(400, INVALID_REQUEST, code, param, message);
    }

    /** The state of an object does not allow it. */
    static StripeException state(@Nullable String code, @Nullable String param, String message) {
        return new StripeException(400, INVALID_REQUEST, code, param, message, true);
    }

    /** There is no such object. */
    static StripeException missing(String what, String param, String id) {
        String message = "No such " + what + ": '" + id + "'";
        return new StripeException(404, INVALID_REQUEST, "resource_missing", param, message, true);
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public @Nullable String code() {
        return code;
    }

    public @Nullable String param() {
        return param;
    }

    /** The text for people. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** True if the call was executed and its refusal is the answer that an idempotency key remembers. */
    public boolean wasExecuted() {
        return executed;
    }
}
