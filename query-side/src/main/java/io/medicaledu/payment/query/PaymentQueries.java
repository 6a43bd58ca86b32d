package io.medicaledu.payment.query;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.api.PaymentQuery.FindPayment;
import io.medicaledu.payment.api.PaymentQuery.FindPaymentOfBooking;
import io.medicaledu.payment.api.PaymentQuery.FindPayments;
import io.medicaledu.payment.api.PaymentQuery.PaymentState;
import io.medicaledu.payment.api.PaymentStatus;
import io.medicaledu.payment.api.PaymentView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about payments. */
@Component
class PaymentQueries {

    private static final String PAYMENTS = """
            SELECT payments.*, (
                SELECT jsonb_agg(to_jsonb(incident) ORDER BY incident.created_at, incident.reference)
                FROM read_model.payment_incidents AS incident
                WHERE incident.payment_id = payments.id AND incident.kind = 'Dispute') AS disputes
            FROM read_model.payments""";

    private final JdbcClient jdbc;

    PaymentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    PaymentView handle(FindPayment query) {
        return jdbc.sql(PAYMENTS + " WHERE id = ?")
                .param(query.paymentId())
                .query(PaymentQueries::payment)
                .optional()
                .orElseThrow(() -> Problem.notFound("payment"));
    }

    @QueryHandler
    Optional<PaymentState> handle(FindPaymentOfBooking query) {
        return jdbc.sql(PAYMENTS + " " + """
                         WHERE booking_id = ? AND refund_of_payment_id IS NULL ORDER BY created_at DESC LIMIT 1""")
                .param(query.bookingId())
                .query((row, index) -> new PaymentState(payment(row, index), row.getString("checkout_url")))
                .optional();
    }

    @QueryHandler
    Page<PaymentView> handle(FindPayments query) {
        return ListQuery.newestFirst(PAYMENTS, "created_at")
                .where(
                        "status = :status",
                        "status",
                        query.status() == null ? null : query.status().ordinal())
                .where("booking_id = :booking", "booking", query.bookingId())
                .where("user_id = :user", "user", query.userId())
                .where("is_flagged = :flagged", "flagged", query.flagged())
                .page(
                        jdbc,
                        query.page(),
                        PaymentQueries::payment,
                        payment -> new Cursor(payment.createdAt(), payment.paymentId()));
    }

    private static PaymentView payment(ResultSet row, int index) throws SQLException {
        return new PaymentView(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "booking_id"),
                Rows.uuid(row, "user_id"),
                row.getObject("refund_of_payment_id", UUID.class),
                Rows.code(row, "status", PaymentStatus.class),
                Rows.code(row, "provider", PaymentProvider.class),
                row.getString("provider_transaction_id"),
                Rows.money(row, "amount"),
                Rows.money(row, "refund_amount"),
                row.getString("refund_reason"),
                row.getString("refund_actor"),
                row.getString("decline_code"),
                row.getBoolean("is_flagged"),
                row.getString("flag_reason"),
                row.getString("dispute_state"),
                Rows.money(row, "disputed_amount"),
                DisputeViews.of(row.getString("disputes")),
                Rows.instantOrNull(row, "paid_at"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.getLong("version"));
    }
}
