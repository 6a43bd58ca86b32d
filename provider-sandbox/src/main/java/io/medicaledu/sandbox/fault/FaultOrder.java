package io.medicaledu.sandbox.fault;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A fault as a test asks for it; {@code times} (1), {@code delayMillis} (1000) and {@code eventType} may be left out. */
record FaultOrder(
        @Nullable String operation,
        @Nullable String kind,
        @Nullable Integer times,
        @Nullable Long delayMillis,
        @Nullable String eventType) {

    private static final long DEFAULT_DELAY = 1_000;
    private static final long LONGEST_DELAY = 3_600_000;
    private static final Set<String> CALLS = Set.of(
            "*",
            "session.create",
            "session.retrieve",
            "session.list",
            "session.expire",
            "payment_intent.retrieve",
            "payment_intent.list",
            "payment_intent.cancel",
            "charge.retrieve",
            "charge.list",
            "dispute.retrieve",
            "dispute.list",
            "refund.create",
            "refund.retrieve",
            "refund.list",
            "event.retrieve",
            "event.list",
            "paypal.token",
            "paypal.order.create",
            "paypal.order.get",
            "paypal.order.capture",
            "paypal.capture.get",
            "paypal.refund.create",
            "paypal.refund.get",
            "paypal.transactions.list",
            "paypal.dispute.get",
            "paypal.dispute.list",
            "paypal.event.get",
            "paypal.webhook.verify");

    /** @throws FaultRefusedException if there is no such fault */
    Fault fault() {
        if (operation == null || kind == null) {
            throw new FaultRefusedException("operation and kind are needed");
        }
        boolean webhook = operation.equals(Fault.WEBHOOK);
        if (!webhook && !CALLS.contains(operation)) {
            throw new FaultRefusedException("There is no operation " + operation + "; there are " + operations());
        }
        FaultKind wanted = FaultKind.of(kind)
                .filter(known -> webhook ? known.fitsDeliveries() : known.fitsCall(operation))
                .orElseThrow(() -> new FaultRefusedException(
                        "There is no kind " + kind + " for " + operation + "; there are " + kinds(operation)));
        return new Fault(operation, wanted, checkedTimes(), checkedDelay(), webhook ? eventType : null);
    }

    private int checkedTimes() {
        int wanted = times == null ? 1 : times;
        if (wanted < 1) {
            throw new FaultRefusedException("times must be at least 1");
        }
        return wanted;
    }

    private long checkedDelay() {
        long wanted = delayMillis == null ? DEFAULT_DELAY : delayMillis;
        if (wanted < 0 || wanted > LONGEST_DELAY) {
            throw new FaultRefusedException("delayMillis must be between 0 and " + LONGEST_DELAY);
        }
        return wanted;
    }

    static Set<String> operations() {
        Set<String> all = new TreeSet<>(CALLS);
        all.add(Fault.WEBHOOK);
        return all;
    }

    private static List<String> kinds(String operation) {
        boolean webhook = operation.equals(Fault.WEBHOOK);
        return Stream.of(FaultKind.values())
                .filter(kind -> webhook ? kind.fitsDeliveries() : kind.fitsCall(operation))
                .map(FaultKind::apiName)
                .toList();
    }
}
