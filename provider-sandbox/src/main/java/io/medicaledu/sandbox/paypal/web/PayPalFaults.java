package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.fault.Fault;
import io.medicaledu.sandbox.fault.Faults;
import io.medicaledu.sandbox.paypal.PayPalException;
import io.medicaledu.sandbox.paypal.web.PayPalCalls.Work;
import org.springframework.stereotype.Component;

/** Lets API calls go wrong in the way that a test asked for. */
@Component
class PayPalFaults {

    private final Faults faults;

    PayPalFaults(Faults faults) {
        this.faults = faults;
    }

    /** @throws PayPalException the fault */
    PayPalReply around(String operation, PayPalCall call, Work work) {
        Fault fault = faults.nextForCall(operation).orElse(null);
        if (fault == null) {
            return work.run(call);
        }
        return switch (fault.kind()) {
            case ERROR_BEFORE, SERVER_ERROR_500 -> throw serverError();
            case CONFLICT_409 -> throw PayPalException.inProgress();
            case RATE_LIMIT_429 ->
                throw PayPalException.of(429, "RATE_LIMIT_REACHED", "Too many requests. Blocked due to rate limiting.");
            case ERROR_AFTER -> {
                work.run(call);
                throw serverError();
            }
            case DELAY -> {
                pause(fault.delayMillis());
                yield work.run(call);
            }
            case PENDING -> work.run(call.thatStaysPending());
            case INSUFFICIENT_FUNDS ->
                throw PayPalException.unprocessable(
                        "REFUND_FAILED_INSUFFICIENT_FUNDS",
                        "Capture could not be refunded due to insufficient funds. Please check to see if you have"
                                + " sufficient funds in your PayPal account or if the bank account linked to your PayPal"
                                + " account is verified and has sufficient funds.");
            case WEBHOOK_LOST, WEBHOOK_LATE, WEBHOOK_DOUBLED, WEBHOOK_REORDERED, WEBHOOK_WRONGLY_SIGNED ->
                work.run(call);
        };
    }

    static PayPalException serverError() {
        return PayPalException.of(500, "INTERNAL_SERVER_ERROR", "An internal server error occurred.");
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
