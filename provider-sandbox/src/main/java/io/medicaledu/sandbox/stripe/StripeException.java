package io.medicaledu.sandbox.stripe;

import org.jspecify.annotations.Nullable;

/** A refusal in Stripe's own shape (https://docs.stripe.com/api/errors). */
final class StripeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final @Nullable String code;
    private final @Nullable String param;

    StripeException(int status, String type, @Nullable String code, @Nullable String param, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
        this.param = param;
    }

    static StripeException invalid(String param, String message) {
        return new StripeException(400, "invalid_request_error", "parameter_invalid", param, message);
    }

    static StripeException missing(String what, String id) {
        return new StripeException(
                404, "invalid_request_error", "resource_missing", "id", "No such " + what + ": '" + id + "'");
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    @Nullable
    String code() {
        return code;
    }

    @Nullable
    String param() {
        return param;
    }
}
