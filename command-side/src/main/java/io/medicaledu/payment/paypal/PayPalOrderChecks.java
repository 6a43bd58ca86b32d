package io.medicaledu.payment.paypal;

import io.medicaledu.kernel.queue.WorkQueue;
import io.medicaledu.kernel.queue.Worker;
import io.medicaledu.kernel.queue.WorkerThreads;
import io.medicaledu.payment.webhook.WebhookTranslator.Meaning;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the orders that wait for their payer, a few times before their hold ends: an approval whose webhook is lost
 * would else never be captured.
 */
class PayPalOrderChecks implements WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(PayPalOrderChecks.class);
    private static final int BATCH = 16;

    private final PayPalOrders orders;
    private final PayPalWebhooks meanings;
    private final Commands commands;
    private final Worker worker = new Worker("paypal-orders", this::step);

    PayPalOrderChecks(PayPalOrders orders, PayPalWebhooks meanings, Commands commands) {
        this.orders = orders;
        this.meanings = meanings;
        this.commands = commands;
    }

    private boolean step() {
        List<PayPalOrders.Waiting> due = orders.claim(BATCH);
        if (due.isEmpty()) {
            return false;
        }
        try (ExecutorService executor = WorkerThreads.pool("paypal-order", due.size())) {
            due.forEach(order -> executor.execute(() -> check(order)));
        }
        return due.size() == BATCH;
    }

    private void check(PayPalOrders.Waiting order) {
        try {
            apply(meanings.order(order.orderId()));
        } catch (RuntimeException e) {
            // It is looked at again, and its webhook may still come.
            LOG.debug("The order of payment {} could not be checked", order.paymentId(), e);
        } finally {
            RequestContext.bind(null);
        }
    }

    private void apply(Meaning meaning) {
        switch (meaning) {
            case Meaning.Command command -> {
                String correlationId = command.correlationId();
                RequestContext.bind(RequestContext.ofProcess(
                        "check:paypal", correlationId == null ? null : new RequestContext.Cause(correlationId, null)));
                commands.send(command.command());
            }
            case Meaning.Several several -> several.parts().forEach(this::apply);
            case Meaning.Nothing nothing -> {
                // The payer has not decided yet.
            }
            case Meaning.Unmatched unmatched -> {
                // An order of ours always has our id.
            }
        }
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public String whatIsDue() {
        return "SELECT 1 FROM command_side.paypal_orders WHERE next_check_at <= :now";
    }
}
