package io.medicaledu.ledger.query;

import io.medicaledu.ledger.api.LedgerAccount;
import io.medicaledu.payment.api.PaymentEvent;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.query.BatchInsert;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes {@code ledger_entries}, and {@code ledger_references} for the events that follow. */
@Component
class LedgerBook {

    private final JdbcClient jdbc;
    private final BatchInsert entries;
    private final BatchInsert references;

    LedgerBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.entries = new BatchInsert(
                jdbc,
                "read_model.ledger_entries",
                List.of(
                        "id uuid",
                        "event_position bigint",
                        "entry_no smallint",
                        "account text",
                        "booking_id uuid",
                        "payment_id uuid",
                        "currency text",
                        "minor_units bigint",
                        "event_type text",
                        "recorded_at timestamptz"),
                "ON CONFLICT (event_position, entry_no) DO NOTHING");
        this.references = new BatchInsert(
                jdbc,
                "read_model.ledger_references",
                List.of(
                        "payment_id uuid",
                        "reference text",
                        "provider text",
                        "account text",
                        "currency text",
                        "minor_units bigint"),
                "ON CONFLICT DO NOTHING");
    }

    /**
     * What a provider's transaction, a refund or a dispute is about.
     *
     * @param provider where the money is
     * @param account against which it goes
     */
    record Reference(LedgerAccount provider, LedgerAccount account, Money amount) {}

    /** Posts what an event does; repeated it changes nothing. */
    void post(DomainEventMessage<?> message, PaymentEvent event, LedgerTransaction transaction) {
        long position = positionOf(message);
        int number = 0;
        for (Posting posting : transaction.postings()) {
            number++;
            entries.add(
                    id(position, number),
                    position,
                    number,
                    posting.account().code(),
                    event.bookingId(),
                    event.paymentId(),
                    posting.amount().currency(),
                    posting.amount().minorUnits(),
                    message.getPayloadType().getSimpleName(),
                    message.getTimestamp());
        }
    }

    private static long positionOf(DomainEventMessage<?> message) {
        return ((TrackedEventMessage<?>) message).trackingToken().position().orElseThrow();
    }

    /** A UUIDv8 (RFC 9562) of position and number: the same after each rebuild, and in the order of the entries. */
    static UUID id(long position, int number) {
        return new UUID(position << 16 | 0x8000, 0x8000_0000_0000_0000L | number);
    }

    /** Remembers what later events of the payment may refer to by this id. */
    void remember(PaymentEvent event, String id, Reference reference) {
        references.add(
                event.paymentId(),
                id,
                reference.provider().code(),
                reference.account().code(),
                reference.amount().currency(),
                reference.amount().minorUnits());
    }

    /** What was remembered; a payment's events never refer to what did not happen before. */
    Reference recall(PaymentEvent event, String id) {
        references.flush();
        return jdbc.sql("SELECT * FROM read_model.ledger_references WHERE payment_id = ? AND reference = ?")
                .params(event.paymentId(), id)
                .query((row, index) -> new Reference(
                        LedgerAccount.of(row.getString("provider")).orElseThrow(),
                        LedgerAccount.of(row.getString("account")).orElseThrow(),
                        new Money(row.getLong("minor_units"), row.getString("currency"))))
                .single();
    }
}
