package io.medicaledu.ledger.query;

import io.medicaledu.ledger.api.LedgerAccount;
import io.medicaledu.payment.api.PaymentEvent;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.query.Rows;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes {@code ledger_entries}, and {@code ledger_references} for the events that follow. */
@Component
class LedgerBook {

    private static final String WRITE = """
            INSERT INTO read_model.ledger_entries (id, event_position, entry_no, account, booking_id, payment_id,
                currency, minor_units, event_type, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event_position, entry_no) DO NOTHING""";

    private final JdbcClient jdbc;

    LedgerBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
            jdbc.sql(WRITE)
                    .params(
                            id(position, number),
                            position,
                            number,
                            posting.account().code(),
                            event.bookingId(),
                            event.paymentId(),
                            posting.amount().currency(),
                            posting.amount().minorUnits(),
                            message.getPayloadType().getSimpleName(),
                            Rows.utc(message.getTimestamp()))
                    .update();
        }
    }

    /**
     * The position of the event. The processor's token does not tell it for an event that committed after one with a
     * higher position: the token stays at the higher one, and two events would share it.
     */
    private long positionOf(DomainEventMessage<?> message) {
        return jdbc.sql("""
                        SELECT global_index FROM event_store.domain_events
                        WHERE aggregate_identifier = ? AND sequence_number = ?""")
                .params(message.getAggregateIdentifier(), message.getSequenceNumber())
                .query(Long.class)
                .single();
    }

    /** A UUIDv8 (RFC 9562) of position and number: the same after each rebuild, and in the order of the entries. */
    static UUID id(long position, int number) {
        return new UUID(position << 16 | 0x8000, 0x8000_0000_0000_0000L | number);
    }

    /** Remembers what later events of the payment may refer to by this id. */
    void remember(PaymentEvent event, String id, Reference reference) {
        jdbc.sql("""
                        INSERT INTO read_model.ledger_references
                            (payment_id, reference, provider, account, currency, minor_units)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(
                        event.paymentId(),
                        id,
                        reference.provider().code(),
                        reference.account().code(),
                        reference.amount().currency(),
                        reference.amount().minorUnits())
                .update();
    }

    /** What was remembered; a payment's events never refer to what did not happen before. */
    Reference recall(PaymentEvent event, String id) {
        return jdbc.sql("SELECT * FROM read_model.ledger_references WHERE payment_id = ? AND reference = ?")
                .params(event.paymentId(), id)
                .query((row, index) -> new Reference(
                        LedgerAccount.of(row.getString("provider")).orElseThrow(),
                        LedgerAccount.of(row.getString("account")).orElseThrow(),
                        new Money(row.getLong("minor_units"), row.getString("currency"))))
                .single();
    }

    void clear() {
        jdbc.sql("TRUNCATE read_model.ledger_entries, read_model.ledger_references")
                .update();
    }
}
