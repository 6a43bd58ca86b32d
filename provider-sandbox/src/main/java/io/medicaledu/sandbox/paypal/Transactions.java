package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the account's book, in the transaction of what moves the money. */
@Component
class Transactions {

    static final String PENDING = "P";
    static final String SUCCESS = "S";
    static final String DENIED = "D";
    static final String REVERSED = "V";

    private final SandboxDatabase database;
    private final Clock clock;

    Transactions(SandboxDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What kind of movement it is (https://developer.paypal.com/docs/transaction-search/transaction-event-codes/). */
    enum Code {
        PAYMENT("T0006"),
        REVERSAL("T1106"),
        REFUND("T1107"),
        HOLD("T1110"),
        RELEASE("T1111"),
        CHARGEBACK("T1201");

        private final String tCode;

        Code(String tCode) {
            this.tCode = tCode;
        }
    }

    /** The money of a capture. */
    void payment(Capture capture, String status) {
        add(
                Code.PAYMENT,
                capture.id(),
                capture.orderId(),
                "ODR",
                capture.amount(),
                status,
                capture,
                capture.invoiceId());
    }

    /** Money that leaves the account because of a refund or a reversal. */
    void refund(Code code, Refund refund, Capture capture, String status) {
        add(code, refund.id(), capture.id(), "TXN", refund.amount().negated(), status, capture, refund.invoiceId());
    }

    /** @param amount negative if it leaves the account */
    void dispute(Code code, Money amount, Capture capture) {
        add(code, PayPalIds.next(), capture.id(), "TXN", amount, SUCCESS, capture, capture.invoiceId());
    }

    private void add(
            Code code,
            String id,
            String referenceId,
            String referenceType,
            Money amount,
            String status,
            Capture capture,
            @Nullable String invoiceId) {
        database.sql("""
                        INSERT INTO provider_sandbox.paypal_transactions (id, event_code, reference_id, reference_type,
                            currency, units, status, custom_id, invoice_id, initiated_at, updated_at)
                        VALUES (:id, :code, :referenceId, :referenceType, :currency, :units, :status, :customId, :invoiceId,
                            :now, :now)""")
                .param("id", id)
                .param("code", code.tCode)
                .param("referenceId", referenceId)
                .param("referenceType", referenceType)
                .param("currency", amount.currency())
                .param("units", amount.units())
                .param("status", status)
                .param("customId", capture.customId())
                .param("invoiceId", invoiceId)
                .param("now", now())
                .update();
    }

    /** What has become of a transaction. */
    void settle(String id, String status) {
        database.sql(
                        "UPDATE provider_sandbox.paypal_transactions SET status = :status, updated_at = :now WHERE id = :id")
                .param("status", status)
                .param("now", now())
                .param("id", id)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
