package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.paypal.EventLog.Happened;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Gives money of captures back (https://developer.paypal.com/docs/api/payments/v2/#captures_refund). */
@Component
public class CaptureRefunds {

    private final SandboxDatabase database;
    private final PayPalStore store;
    private final RefundJson json;
    private final Transactions transactions;
    private final EventLog events;
    private final Clock clock;

    CaptureRefunds(
            SandboxDatabase database,
            PayPalStore store,
            RefundJson json,
            Transactions transactions,
            EventLog events,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.json = json;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** What a refund is to be; without an amount it is all that is left. */
    record Wanted(
            @Nullable Money amount,
            @Nullable String customId,
            @Nullable String invoiceId,
            @Nullable String note) {}

    /**
     * Refunds a capture, in part if the body has an amount.
     *
     * @param pending true if it shall stay pending until it is settled
     * @param full true for all of the refund, else id, status and links
     * @throws PayPalException if the capture's state does not allow it
     */
    public Map<String, Object> create(String captureId, JsonNode body, boolean pending, boolean full) {
        Wanted wanted = new Wanted(
                body.path("amount").isMissingNode() ? null : Field.money(body, "", "amount"),
                Field.text(body, "", "custom_id", 127),
                Field.text(body, "", "invoice_id", 127),
                Field.text(body, "", "note_to_payer", 255));
        Refund refund = create(captureId, wanted, pending);
        return full ? json.of(refund) : json.minimal(refund);
    }

    /**
     * Refunds a capture as somebody does in PayPal's dashboard.
     *
     * @param value an amount in the capture's currency, e.g. {@code 10.00}; null for all that is left
     */
    public Map<String, Object> createInDashboard(String captureId, @Nullable String value) {
        return database.transact(() -> {
            Capture capture = store.captures().lock(captureId);
            Money amount =
                    value == null ? null : Field.money(value, capture.amount().currency());
            return json.of(create(captureId, new Wanted(amount, null, null, null), false));
        });
    }

    private Refund create(String captureId, Wanted wanted, boolean pending) {
        return database.transact(() -> {
            Capture capture = store.captures().lock(captureId);
            refuseUsed(wanted.invoiceId());
            RefundRules.check(capture, wanted.amount());
            long now = now();
            Money amount = wanted.amount() == null ? capture.remaining() : wanted.amount();
            Money refunded = pending ? capture.refunded() : capture.refunded().plus(amount);
            Money refunding = pending ? capture.refunding().plus(amount) : capture.refunding();
            Refund refund = new Refund(
                    PayPalIds.next(),
                    captureId,
                    pending ? Refund.Status.PENDING : Refund.Status.COMPLETED,
                    amount,
                    refunded.plus(refunding),
                    wanted.customId(),
                    wanted.invoiceId(),
                    wanted.note(),
                    now,
                    now);
            store.refunds().insert(refund);
            store.captures().update(capture.refunds(refunded, refunding, now));
            transactions.refund(
                    Transactions.Code.REFUND, refund, capture, pending ? Transactions.PENDING : Transactions.SUCCESS);
            tell(refund);
            return refund;
        });
    }

    private void refuseUsed(@Nullable String invoice) {
        if (invoice != null && store.isRefunded(invoice)) {
            throw PayPalException.unprocessable(
                    "DUPLICATE_INVOICE_ID", "Invoice ID was previously used to refund a capture.");
        }
    }

    /** @throws PayPalException if there is none */
    public Map<String, Object> get(String id) {
        return json.of(store.refunds().get(id));
    }

    /**
     * Lets a pending refund come to its end, or lets one that is completed fail after all, as the payer's bank does.
     *
     * @param completed false if it fails and the account has the money (again)
     * @throws PayPalException if it cannot come to this end
     */
    public Map<String, Object> settle(String id, boolean completed) {
        return database.transact(() -> {
            Capture capture = store.captures().lock(store.refunds().get(id).captureId());
            Refund refund = store.refunds().lock(id);
            boolean pending = refund.status() == Refund.Status.PENDING;
            if (!pending && (completed || refund.status() == Refund.Status.FAILED)) {
                throw PayPalException.unprocessable("REFUND_NOT_PENDING", "The refund is " + refund.status() + ".");
            }
            long now = now();
            Money before = pending ? capture.refunded() : capture.refunded().minus(refund.amount());
            Money refunded = completed ? before.plus(refund.amount()) : before;
            Money refunding = pending ? capture.refunding().minus(refund.amount()) : capture.refunding();
            Refund settled = refund.with(
                    completed ? Refund.Status.COMPLETED : Refund.Status.FAILED, refunded.plus(refunding), now);
            store.refunds().update(settled);
            store.captures().update(capture.refunds(refunded, refunding, now));
            transactions.settle(id, completed ? Transactions.SUCCESS : Transactions.DENIED);
            tell(settled);
            return json.of(settled);
        });
    }

    /**
     * PayPal itself takes back what is left of a capture.
     *
     * @return the reversal, which looks like a refund
     * @throws PayPalException if nothing is left
     */
    public Map<String, Object> reverse(String captureId) {
        return database.transact(() -> {
            Capture capture = store.captures().lock(captureId);
            RefundRules.check(capture, null);
            long now = now();
            Money refunded = capture.refunded().plus(capture.remaining());
            Refund reversal = new Refund(
                    PayPalIds.next(),
                    captureId,
                    Refund.Status.COMPLETED,
                    capture.remaining(),
                    refunded.plus(capture.refunding()),
                    capture.customId(),
                    capture.invoiceId(),
                    "Payment reversed",
                    now,
                    now);
            store.refunds().insert(reversal);
            store.captures().update(capture.refunds(refunded, capture.refunding(), now));
            transactions.refund(Transactions.Code.REVERSAL, reversal, capture, Transactions.SUCCESS);
            transactions.settle(captureId, Transactions.REVERSED);
            tell(
                    "PAYMENT.CAPTURE.REVERSED",
                    "A " + reversal.amount().text() + " capture payment was reversed",
                    reversal);
            return json.of(reversal);
        });
    }

    private void tell(Refund refund) {
        String amount = refund.amount().text();
        switch (refund.status()) {
            case COMPLETED -> tell("PAYMENT.CAPTURE.REFUNDED", "A " + amount + " capture payment was refunded", refund);
            case PENDING -> tell("PAYMENT.REFUND.PENDING", "A " + amount + " refund is pending", refund);
            case FAILED -> tell("PAYMENT.REFUND.FAILED", "A " + amount + " refund failed", refund);
        }
    }

    private void tell(String type, String summary, Refund refund) {
        events.append(new Happened(type, "refund", summary, json.of(refund)));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
