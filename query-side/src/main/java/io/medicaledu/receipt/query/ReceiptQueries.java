package io.medicaledu.receipt.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.receipt.api.ReceiptKind;
import io.medicaledu.receipt.api.ReceiptPrint;
import io.medicaledu.receipt.api.ReceiptQuery.FindPrintOfPayment;
import io.medicaledu.receipt.api.ReceiptQuery.FindReceipt;
import io.medicaledu.receipt.api.ReceiptQuery.FindReceiptPrint;
import io.medicaledu.receipt.api.ReceiptQuery.FindReceipts;
import io.medicaledu.receipt.api.ReceiptView;
import io.medicaledu.receipt.api.Seller;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers queries about receipts. */
@Component
class ReceiptQueries {

    private static final String PRINT = """
            SELECT receipt.*, buyer.display_name, buyer.time_zone, course.title, booking.booked_session_start,
                booking.session_end, booking.provider
            FROM read_model.receipts AS receipt
            JOIN read_model.users AS buyer ON buyer.id = receipt.user_id
            JOIN read_model.bookings AS booking ON booking.id = receipt.booking_id
            JOIN read_model.courses AS course ON course.id = booking.course_id
            WHERE %s ORDER BY receipt.kind, receipt.issued_at, receipt.id LIMIT 1""";

    private final JdbcClient jdbc;

    ReceiptQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    ReceiptView handle(FindReceipt query) {
        return jdbc.sql("SELECT * FROM read_model.receipts WHERE id = ?")
                .param(query.receiptId())
                .query(ReceiptQueries::receipt)
                .optional()
                .filter(receipt -> query.caller().maySee(receipt.userId()))
                .orElseThrow(() -> Problem.notFound("receipt"));
    }

    @QueryHandler
    Page<ReceiptView> handle(FindReceipts query) {
        Caller caller = query.caller();
        return ListQuery.newestFirst("SELECT * FROM read_model.receipts", "issued_at")
                .where("user_id = :self", "self", caller.seesEverything() ? null : caller.userId())
                .where("user_id = :user", "user", query.userId())
                .page(
                        jdbc,
                        query.page(),
                        ReceiptQueries::receipt,
                        receipt -> new Cursor(receipt.issuedAt(), receipt.receiptId()));
    }

    @QueryHandler
    ReceiptPrint handle(FindReceiptPrint query) {
        return print("receipt.id = :id", query.receiptId(), query.caller());
    }

    @QueryHandler
    ReceiptPrint handle(FindPrintOfPayment query) {
        return print(
                "(receipt.payment_id = :id AND receipt.refund_id IS NULL) OR receipt.refund_id = :id",
                query.paymentId(),
                query.caller());
    }

    private ReceiptPrint print(String condition, UUID id, Caller caller) {
        return jdbc.sql(PRINT.formatted(condition))
                .param("id", id)
                .query(ReceiptQueries::printed)
                .optional()
                .filter(print -> caller.maySee(print.receipt().userId()))
                .orElseThrow(() -> Problem.notFound("receipt"));
    }

    private static ReceiptPrint printed(ResultSet row, int index) throws SQLException {
        return new ReceiptPrint(
                receipt(row, index),
                row.getString("display_name"),
                row.getString("time_zone"),
                row.getString("title"),
                Rows.instant(row, "booked_session_start"),
                Rows.instant(row, "session_end"),
                Rows.code(row, "provider", PaymentProvider.class));
    }

    private static ReceiptView receipt(ResultSet row, int index) throws SQLException {
        return new ReceiptView(
                Rows.uuid(row, "id"),
                Rows.code(row, "kind", ReceiptKind.class),
                row.getString("number"),
                Rows.uuid(row, "payment_id"),
                Rows.uuid(row, "booking_id"),
                Rows.uuid(row, "user_id"),
                row.getObject("refund_id", UUID.class),
                row.getObject("original_receipt_id", UUID.class),
                row.getString("original_number"),
                Rows.money(row, "amount"),
                Rows.money(row, "net_amount"),
                Rows.money(row, "tax_amount"),
                row.getString("tax_rate"),
                row.getString("tax_label"),
                seller(row),
                row.getString("provider_reference"),
                Rows.instant(row, "paid_at"),
                row.getObject("issued_on", LocalDate.class),
                Rows.instant(row, "issued_at"),
                row.getLong("version"));
    }

    private static Seller seller(ResultSet row) throws SQLException {
        String[] lines = JsonMapper.shared().readValue(row.getString("seller_address"), String[].class);
        return new Seller(row.getString("seller_name"), List.of(lines));
    }
}
