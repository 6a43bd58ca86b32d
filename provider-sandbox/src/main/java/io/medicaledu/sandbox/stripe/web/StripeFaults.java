package io.medicaledu.sandbox.stripe.web;

import io.medicaledu.sandbox.fault.Fault;
import io.medicaledu.sandbox.fault.Faults;
import io.medicaledu.sandbox.stripe.StripeException;
import io.medicaledu.sandbox.stripe.StripeRefunds;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lets API calls go wrong in the way that a test asked for. */
@Component
class StripeFaults {

    private final Faults faults;

    StripeFaults(Faults faults) {
        this.faults = faults;
    }

    /** @throws StripeException the fault */
    Answer around(String operation, Supplier<Answer> call) {
        Fault fault = faults.nextForCall(operation).orElse(null);
        if (fault == null) {
            return call.get();
        }
        return switch (fault.kind()) {
            case ERROR_BEFORE -> throw serverError("A fault that was asked for; nothing has happened");
            case SERVER_ERROR_500 -> throw serverError("An unknown error occurred (a fault that was asked for)");
            case CONFLICT_409 -> throw IdempotencyStore.inUse("(a fault that was asked for)");
            case RATE_LIMIT_429 ->
                throw new StripeException(
                        429,
                        StripeException.INVALID_REQUEST,
                        "rate_limit",
                        null,
                        "Request rate limit exceeded (a fault that was asked for).");
            case ERROR_AFTER -> {
                Answer unheard = call.get();
                throw serverError("A fault that was asked for, after an answer with status " + unheard.status());
            }
            case DELAY -> {
                pause(fault.delayMillis());
                yield call.get();
            }
            case PENDING -> ScopedValue.where(StripeRefunds.PENDING, true).call(call::get);
            case INSUFFICIENT_FUNDS,
                    WEBHOOK_LOST,
                    WEBHOOK_LATE,
                    WEBHOOK_DOUBLED,
                    WEBHOOK_REORDERED,
                    WEBHOOK_WRONGLY_SIGNED -> call.get();
        };
    }

    private static StripeException serverError(String message) {
        return new StripeException(500, "api_error", null, null, message);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
