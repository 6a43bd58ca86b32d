package io.medicaledu.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must hold when everything has come to rest. Money is counted at the provider, not by what the platform says of it.
 * All sessions of a simulation are days away, so a cancelled booking keeps nothing.
 */
final class Books {

    /** By payment: what the provider took in, gave back, and took away after a dispute, in its own minor units. */
    private static final String AT_PROVIDER = """
            WITH at_provider AS (
                SELECT (i.data -> 'metadata' ->> 'paymentId')::uuid AS payment_id,
                       sum(i.amount_received) AS received,
                       sum(i.amount_refunded) AS refunded,
                       count(*) FILTER (WHERE i.amount_received > i.amount_refunded) AS charged,
                       coalesce(sum((SELECT sum(d.amount) FROM provider_sandbox.stripe_disputes d
                                     WHERE d.payment_intent = i.id AND d.status <> 'won')), 0) AS disputed
                FROM provider_sandbox.stripe_payment_intents i GROUP BY 1
                UNION ALL
                SELECT c.custom_id::uuid, sum((c.data -> 'amount' ->> 'units')::bigint), sum(back.units),
                       count(*) FILTER (WHERE (c.data -> 'amount' ->> 'units')::bigint > back.units), 0
                FROM provider_sandbox.paypal_captures c
                CROSS JOIN LATERAL (SELECT coalesce(sum(r.units), 0) AS units FROM provider_sandbox.paypal_refunds r
                                    WHERE r.capture_id = c.id AND r.status = 'COMPLETED') AS back
                WHERE c.status NOT IN ('PENDING', 'DECLINED', 'DENIED') GROUP BY 1),
            booked AS (
                SELECT b.id, b.status, b.confirmed_at, b.course_id,
                       round(b.amount * CASE WHEN b.currency = 'JPY' THEN 1 ELSE 100 END)::bigint AS amount,
                       coalesce(sum(a.received), 0) AS received, coalesce(sum(a.refunded), 0) AS refunded,
                       coalesce(sum(a.charged), 0) AS charged, coalesce(sum(a.disputed), 0) AS disputed
                FROM read_model.bookings b
                LEFT JOIN read_model.payments p ON p.booking_id = b.id AND p.refund_of_payment_id IS NULL
                LEFT JOIN at_provider a ON a.payment_id = p.id
                GROUP BY b.id)
            """;

    private final JdbcClient jdbc;

    Books(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asks for all at once; for each by itself only to tell which it is. */
    void check(List<World> worlds) {
        nothing(worlds, "bookings that are still pending", """
                SELECT id FROM read_model.bookings WHERE status = 0 AND course_id = ANY(:courses)""");
        nothing(worlds, "money without a booking or a refund", AT_PROVIDER + """
                SELECT * FROM booked WHERE status = 2 AND course_id = ANY(:courses) AND received - refunded - disputed > 0
                    -- A refund that the bank sent back waits for an admin, who has been told.
                    AND NOT EXISTS (SELECT 1 FROM read_model.payments p WHERE p.booking_id = booked.id
                                    AND p.is_flagged AND p.flag_reason LIKE 'refund-%')""");
        nothing(worlds, "bookings that were charged twice", AT_PROVIDER + """
                SELECT * FROM booked WHERE charged > 1 AND course_id = ANY(:courses)""");
        nothing(worlds, "refunds beyond what was charged", AT_PROVIDER + """
                SELECT * FROM booked WHERE refunded > received AND course_id = ANY(:courses)""");
        nothing(worlds, "confirmed bookings without money", AT_PROVIDER + """
                , chain AS (
                    SELECT b.id AS last, b.id, m.rescheduled_from_booking_id AS earlier FROM booked b
                    JOIN read_model.bookings m ON m.id = b.id WHERE b.status = 1 AND b.course_id = ANY(:courses)
                  UNION ALL
                    SELECT c.last, m.id, m.rescheduled_from_booking_id FROM chain c
                    JOIN read_model.bookings m ON m.id = c.earlier)
                SELECT b.id, b.amount, sum(e.received) AS received FROM booked b
                JOIN chain c ON c.last = b.id JOIN booked e ON e.id = c.id
                GROUP BY b.id, b.amount HAVING sum(e.received) < b.amount""");
        nothing(worlds, "seats that differ from confirmed bookings", """
                SELECT s.id, s.current_participants, s.max_participants FROM read_model.availability_slots s
                WHERE s.course_id = ANY(:courses) AND (s.current_participants > s.max_participants OR s.current_participants <>
                    (SELECT count(*) FROM read_model.bookings b WHERE b.availability_slot_id = s.id AND b.status = 1))""");
        nothing(worlds, "promo code uses that differ from bookings", """
                SELECT p.code, p.current_uses FROM read_model.promo_codes p
                WHERE EXISTS (SELECT FROM unnest(:courses) AS course
                              WHERE p.applicable_course_ids @> jsonb_build_array(course::text)) AND (p.current_uses > p.max_uses
                    OR p.current_uses <> (SELECT count(*) FROM read_model.booking_promo_codes u
                                          WHERE u.promo_code_id = p.id AND u.released_at IS NULL))""");
        nothing(worlds, "payments of which our books and the provider's differ", AT_PROVIDER + """
                SELECT p.id, p.status, a.* FROM at_provider a JOIN read_model.payments p ON p.id = a.payment_id
                JOIN read_model.bookings b ON b.id = p.booking_id
                WHERE b.course_id = ANY(:courses) AND a.refunded <> (
                    SELECT coalesce(round(sum(r.amount) * CASE WHEN p.currency = 'JPY' THEN 1 ELSE 100 END), 0)
                    FROM read_model.payments r WHERE r.refund_of_payment_id = p.id AND r.status = 4)""");
    }

    private void nothing(List<World> worlds, String what, String sql) {
        if (!find(worlds, sql).isEmpty()) {
            worlds.forEach(world -> assertThat(find(List.of(world), sql))
                    .as(what + " " + world.howToRepeat())
                    .isEmpty());
        }
    }

    private List<Map<String, Object>> find(List<World> worlds, String sql) {
        return jdbc.sql(sql.replaceFirst("^WITH", "WITH RECURSIVE"))
                .param("courses", worlds.stream().map(World::course).toArray(UUID[]::new))
                .query()
                .listOfRows();
    }
}
