package io.medicaledu.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong; each kind is explained in the module's README. */
public enum FaultKind {
    ERROR_BEFORE,
    ERROR_AFTER,
    DELAY,
    CONFLICT_409,
    RATE_LIMIT_429,
    SERVER_ERROR_500,
    PENDING,
    INSUFFICIENT_FUNDS,
    WEBHOOK_LOST,
    WEBHOOK_LATE,
    WEBHOOK_DOUBLED,
    WEBHOOK_REORDERED,
    WEBHOOK_WRONGLY_SIGNED;

    /** The name in the API, e.g. {@code rate-limit-429}. */
    @JsonValue
    public String apiName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<FaultKind> of(String apiName) {
        return Arrays.stream(values())
                .filter(kind -> kind.apiName().equals(apiName))
                .findFirst();
    }

    boolean fitsCalls() {
        return !name().startsWith("WEBHOOK");
    }

    boolean fitsCall(String operation) {
        return switch (this) {
            case PENDING -> operation.endsWith("refund.create");
            case INSUFFICIENT_FUNDS -> operation.equals("paypal.refund.create");
            default -> fitsCalls();
        };
    }

    /** False for what only happens if it is asked for: no caller gets over it by itself. */
    boolean isByChance() {
        return this != PENDING && this != INSUFFICIENT_FUNDS;
    }

    boolean fitsDeliveries() {
        return !fitsCalls() || this == ERROR_BEFORE || this == ERROR_AFTER || this == DELAY;
    }

    /** It happens to an event's first delivery only, or the event would be held back again and again. */
    boolean holdsBack() {
        return this == WEBHOOK_LATE || this == WEBHOOK_REORDERED || this == DELAY;
    }
}
