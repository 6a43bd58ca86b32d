package io.medicaledu.payment.paypal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The orders that were opened at PayPal: to whose story they belong, which PayPal has no place for, and when to look at
 * those that wait for their payer.
 */
final class PayPalOrders {

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final Clock clock;

    PayPalOrders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Waiting(UUID paymentId, String orderId, Instant payUntil) {}

    void start(UUID paymentId, String correlationId, Instant payUntil) {
        jdbc.sql("""
                        INSERT INTO command_side.paypal_orders (payment_id, correlation_id, pay_until)
                        VALUES (?, ?, ?) ON CONFLICT DO NOTHING""").params(paymentId, correlationId, utc(payUntil)).update();
    }

    /** Nothing happens for a payment that is not PayPal's. */
    void open(UUID paymentId, String orderId) {
        jdbc.sql("SELECT pay_until FROM command_side.paypal_orders WHERE payment_id = ?")
                .param(paymentId)
                .query(OffsetDateTime.class)
                .optional()
                .ifPresent(payUntil -> jdbc.sql("""
                                UPDATE command_side.paypal_orders SET order_id = ?, next_check_at = ?
                                WHERE payment_id = ?""")
                        .params(orderId, utc(next(payUntil.toInstant())), paymentId)
                        .update());
    }

    /** Nobody has to look at it any more. */
    void settle(UUID paymentId) {
        jdbc.sql("""
                        UPDATE command_side.paypal_orders SET next_check_at = NULL
                        WHERE payment_id = ? AND next_check_at IS NOT NULL""").param(paymentId).update();
    }

    /** Those to look at now. Each is looked at again after half of the time that is left to pay, until that is over. */
    List<Waiting> claim(int limit) {
        Instant now = clock.instant();
        List<Waiting> due = jdbc.sql("""
                        UPDATE command_side.paypal_orders
                        SET next_check_at = CASE WHEN pay_until > :now
                            THEN :now + GREATEST((pay_until - :now) / 2, :shortest * interval '1 ms') END
                        WHERE payment_id = ANY (ARRAY(
                            SELECT payment_id FROM command_side.paypal_orders WHERE next_check_at <= :now
                            ORDER BY next_check_at LIMIT :limit FOR UPDATE SKIP LOCKED))
                        RETURNING payment_id, order_id, pay_until""")
                .param("now", utc(now))
                .param("shortest", SHORTEST_PAUSE.toMillis())
                .param("limit", limit)
                .query((row, index) -> new Waiting(
                        row.getObject("payment_id", UUID.class),
                        row.getString("order_id"),
                        row.getObject("pay_until", OffsetDateTime.class).toInstant()))
                .list();
        return due.stream().filter(order -> order.payUntil().isAfter(now)).toList();
    }

    private Instant next(Instant payUntil) {
        Instant now = clock.instant();
        Duration half = Duration.between(now, payUntil).dividedBy(2);
        return now.plus(half.compareTo(SHORTEST_PAUSE) > 0 ? half : SHORTEST_PAUSE);
    }

    /** The story that a payment belongs to. */
    Optional<String> correlationOf(UUID paymentId) {
        return jdbc.sql("SELECT correlation_id FROM command_side.paypal_orders WHERE payment_id = ?")
                .param(paymentId)
                .query(String.class)
                .optional();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
