package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.OlderDatabase;
import io.medicaledu.app.support.PlatformTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** What was under way in an installation of an older version goes on in this one. */
class MigrationTest extends PlatformTest {

    private static final UUID BOOKING = UUID.fromString("01a20abc-757b-71f1-a3ef-eedf005c2648");
    private static final UUID PAYMENT = UUID.fromString("01a20abc-757b-71f1-a3ef-eedf005c2649");
    private static final UUID REFUND = UUID.fromString("01a20abc-757b-71f1-a3ef-eedf005c264a");
    private static final UUID STUDENT = UUID.fromString("01a20abc-757b-71f1-a3ef-eedf005c264b");

    @Autowired
    @Qualifier("migrationDataSource")
    private DataSource owner;

    @Test
    void whoFollowedTheEventsByATokenOfAxonsGoesOnWhereItWas() throws SQLException {
        try (OlderDatabase database = new OlderDatabase(owner, "migrated_tokens", 36)) {
            token(database, "bookings", "{\"index\":42,\"gaps\":[40]}");
            token(database, "users", "{\"index\":42,\"gaps\":[]}");
            token(database, "payments", "{\"index\":17,\"gaps\":[]}");
            token(database, "BookingPaymentSagaProcessor", "{\"index\":41,\"gaps\":[]}");
            token(database, "ledger", "{\"tokenAtReset\":{\"index\":42},\"currentToken\":{\"index\":9,\"gaps\":[]}}");

            database.migrateTo(37);

            assertThat(number(database, "SELECT position FROM event_store.feed"))
                    .isEqualTo(42);
            Map<String, Object> positions = new HashMap<>();
            database.jdbc()
                    .sql("SELECT name, position FROM event_store.followers")
                    .query(row -> {
                        positions.put(row.getString("name"), row.getObject("position"));
                    });
            Map<String, Object> expected = new HashMap<>();
            expected.put("bookings", null);
            expected.put("users", null);
            expected.put("payments", 17L);
            expected.put("booking-payment", 41L);
            expected.put("ledger", 9L);
            assertThat(positions).isEqualTo(expected);
        }
    }

    @Test
    void aNewInstallationBeginsWithTheFirstEvent() throws SQLException {
        try (OlderDatabase database = new OlderDatabase(owner, "migrated_new", 36)) {
            database.migrateTo(37);

            assertThat(number(database, "SELECT position FROM event_store.feed"))
                    .isZero();
        }
    }

    @Test
    void sagasThatWereUnderWayAreTakenOver() throws SQLException {
        try (OlderDatabase database = new OlderDatabase(owner, "migrated_sagas", 29)) {
            database.jdbc().sql("""
                            INSERT INTO event_store.domain_events (event_identifier, aggregate_identifier,
                                sequence_number, type, payload_type, payload, meta_data, time_stamp)
                            VALUES ('e1', ?, 0, 'Booking', 'BookingRequested',
                                '{"holdExpiresAt":"2027-01-15T09:00:00Z"}',
                                '{"correlationId":"story","requestId":"r1","initiator":"somebody"}', now())""").param(BOOKING.toString()).update();
            saga(
                    database,
                    "s1",
                    "io.medicaledu.booking.saga.BookingPaymentSaga",
                    "{\"bookingId\":\"" + BOOKING + "\",\"paymentId\":\"" + PAYMENT + "\",\"holdDeadline\":\"d1\"}");
            saga(
                    database,
                    "s2",
                    "io.medicaledu.payment.saga.RefundSaga",
                    "{\"refundId\":\"" + REFUND + "\",\"paymentId\":\"" + PAYMENT + "\",\"overdueDeadline\":\"d2\"}");
            saga(
                    database,
                    "s3",
                    "io.medicaledu.receipt.saga.ReceiptSaga",
                    "{\"userId\":\"" + STUDENT + "\",\"providerTransactionId\":\"pi_1\"}");
            database.jdbc().sql("""
                            INSERT INTO event_store.association_value_entry
                                (association_key, association_value, saga_type, saga_id)
                            VALUES ('refundId', ?, 'io.medicaledu.receipt.saga.ReceiptSaga', 's3')""").param(REFUND.toString()).update();

            database.migrateTo(30);

            assertThat(row(database, "SELECT * FROM process_manager.booking_payments"))
                    .containsEntry("booking_id", BOOKING)
                    .containsEntry("payment_id", PAYMENT)
                    .containsEntry("correlation_id", "story")
                    .containsEntry("initiator", "somebody");
            assertThat(
                            number(
                                    database,
                                    "SELECT count(*) FROM process_manager.booking_payments WHERE due_at = '2027-01-15T09:00:00Z'"))
                    .isEqualTo(1);
            assertThat(row(database, "SELECT * FROM process_manager.refunds"))
                    .containsEntry("refund_id", REFUND)
                    .containsEntry("payment_id", PAYMENT);
            assertThat(row(database, "SELECT * FROM process_manager.expected_credit_notes"))
                    .containsEntry("refund_id", REFUND)
                    .containsEntry("user_id", STUDENT)
                    .containsEntry("provider_transaction_id", "pi_1");
            assertThat(number(database, "SELECT count(*) FROM event_store.saga_entry"))
                    .isZero();
        }
    }

    private static void token(OlderDatabase database, String processor, String json) {
        database.jdbc()
                .sql("INSERT INTO event_store.token_entry (processor_name, segment, token) VALUES (?, 0, ?)")
                .params(processor, json.getBytes(StandardCharsets.UTF_8))
                .update();
    }

    private static void saga(OlderDatabase database, String id, String type, String json) {
        database.jdbc()
                .sql("INSERT INTO event_store.saga_entry (saga_id, saga_type, serialized_saga) VALUES (?, ?, ?)")
                .params(id, type, json.getBytes(StandardCharsets.UTF_8))
                .update();
    }

    private static long number(OlderDatabase database, String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    private static Map<String, Object> row(OlderDatabase database, String sql) {
        List<Map<String, Object>> rows = database.jdbc().sql(sql).query().listOfRows();
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }
}
