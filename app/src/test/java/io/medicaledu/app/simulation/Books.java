package io.medicaledu.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must hold when everything has come to rest. Money is counted at the provider, not by what the platform says of it.
 */
final class Books {

    /** By transaction: what the provider took in, gave back, and took away by disputes, in its own minor units. */
    private static final String TAKEN = """
            WITH taken AS (
                SELECT (i.data -> 'metadata' ->> 'paymentId')::uuid AS payment_id, i.id AS transaction_id,
                       i.amount_received AS received, i.amount_refunded AS refunded,
                       (SELECT coalesce(sum(d.amount - coalesce((d.data ->> 'reinstated')::bigint, 0)), 0)
                        FROM provider_sandbox.stripe_disputes d
                        WHERE d.payment_intent = i.id AND d.status NOT LIKE 'warning%') AS disputed,
                       EXISTS (SELECT FROM provider_sandbox.stripe_charges c
                               WHERE c.payment_intent = i.id AND c.data ->> 'card' = 'REFUND_FAILS') AS never_refunded
                FROM provider_sandbox.stripe_payment_intents i
                UNION ALL
                SELECT c.custom_id::uuid, c.id, (c.data -> 'amount' ->> 'units')::bigint,
                       (SELECT coalesce(sum(r.units), 0) FROM provider_sandbox.paypal_refunds r
                        WHERE r.capture_id = c.id AND r.status = 'COMPLETED'),
                       (SELECT coalesce(sum((d.data -> 'amountRefunded' ->> 'units')::bigint), 0)
                        FROM provider_sandbox.paypal_disputes d
                        WHERE d.capture_id = c.id AND d.data ->> 'outcome' IN ('RESOLVED_BUYER_FAVOUR', 'ACCEPTED')),
                       false
                FROM provider_sandbox.paypal_captures c
                WHERE c.status NOT IN ('PENDING', 'DECLINED', 'DENIED'))
            """;

    /**
     * The same by payment, by booking, and for each last booking of a chain of reschedules: what may be kept of it. A
     * student who cancels what was paid gets back by the notice that is left: all of it a day before, half of it two
     * hours before, then nothing. What follows from a late move is worked out by {@link LateMoves}.
     */
    private static final String AT_PROVIDER = TAKEN + """
            , at_provider AS (
                SELECT payment_id, sum(received) AS received, sum(refunded) AS refunded, sum(disputed) AS disputed,
                       count(*) FILTER (WHERE received > refunded) AS charged, bool_or(never_refunded) AS never_refunded
                FROM taken GROUP BY 1),
            booked AS (
                SELECT b.id, b.status, b.confirmed_at, b.course_id, b.rescheduled_from_booking_id AS earlier,
                       b.cancellation_reason IS DISTINCT FROM 'ByStudent' AND b.status = 2 AS by_school,
                       round(b.amount * CASE WHEN b.currency = 'JPY' THEN 1 ELSE 100 END)::bigint AS amount,
                       CASE WHEN b.confirmed_at IS NULL OR b.cancellation_reason <> 'ByStudent' THEN 0
                            WHEN b.cancelled_at <= b.session_start - interval '24 hours' THEN 0
                            WHEN b.cancelled_at <= b.session_start - interval '2 hours' THEN 50
                            ELSE 100 END AS percent_kept,
                       coalesce(sum(a.received), 0) AS received, coalesce(sum(a.refunded), 0) AS refunded,
                       coalesce(sum(a.charged), 0) AS charged, coalesce(sum(a.disputed), 0) AS disputed,
                       coalesce(bool_or(a.never_refunded), false) AS never_refunded,
                       coalesce(sum(gifts.units), 0) AS gifts
                FROM read_model.bookings b
                LEFT JOIN read_model.payments p ON p.booking_id = b.id AND p.refund_of_payment_id IS NULL
                LEFT JOIN at_provider a ON a.payment_id = p.id
                LEFT JOIN LATERAL (
                    SELECT round(sum(r.amount) * CASE WHEN p.currency = 'JPY' THEN 1 ELSE 100 END) AS units
                    FROM read_model.payments r WHERE r.refund_of_payment_id = p.id AND r.status = 4
                        AND r.refund_reason IN ('goodwill', 'Refunded at the provider')) AS gifts ON true
                GROUP BY b.id),
            chain AS (
                SELECT b.id AS last, b.id, b.earlier FROM booked b WHERE b.status <> 5 AND b.course_id = ANY(:courses)
              UNION ALL
                SELECT c.last, m.id, m.earlier FROM chain c JOIN booked m ON m.id = c.earlier AND m.status = 5),
            kept AS (
                SELECT b.id, b.status, b.amount,
                       CASE WHEN late.units IS NOT NULL AND NOT b.by_school THEN late.units
                            WHEN b.status = 2 THEN b.amount - round(b.amount * (100 - b.percent_kept) / 100.0)
                            ELSE b.amount END AS allowed,
                       sum(e.received) AS received, sum(e.refunded) AS refunded, sum(e.disputed) AS disputed,
                       sum(e.gifts) AS gifts, bool_or(e.never_refunded) AS never_refunded
                FROM booked b JOIN chain c ON c.last = b.id JOIN booked e ON e.id = c.id
                LEFT JOIN unnest(:late::uuid[], :kept::bigint[]) AS late (id, units) ON late.id = b.id
                GROUP BY b.id, b.status, b.amount, b.percent_kept, b.by_school, late.units)
            """;

    private final JdbcClient jdbc;

    Books(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asks for all at once; for each by itself only to tell which it is. */
    void check(List<World> worlds, Instant now) {
        nothing(worlds, "bookings that are still pending", """
                SELECT id FROM read_model.bookings WHERE status = 0 AND course_id = ANY(:courses)""");
        nothing(worlds, "sessions of more than a day ago that do not count as held", """
                SELECT id, status, session_end FROM read_model.bookings WHERE status = 1 AND course_id = ANY(:courses)
                    AND session_end < '%s'::timestamptz - interval '25 hours'""".formatted(now));
        nothing(worlds, "cancelled slots whose bookings are not all ended", """
                SELECT b.* FROM read_model.slot_cancellation_bookings b
                JOIN read_model.availability_slots s ON s.id = b.slot_id
                WHERE s.course_id = ANY(:courses) AND b.ended_at IS NULL""");
        nothing(
                worlds,
                "money without a booking or a refund, or more kept than the price or the policy allows",
                AT_PROVIDER + """
                SELECT * FROM kept WHERE received - refunded - disputed > allowed AND NOT (never_refunded AND EXISTS (
                    -- Nothing reaches this card; an admin has been told.
                    SELECT FROM chain c JOIN read_model.payments p ON p.booking_id = c.id
                    WHERE c.last = kept.id AND p.is_flagged AND p.flag_reason LIKE 'refund-%'))""");
        nothing(worlds, "students who got back more than was owed or given", AT_PROVIDER + """
                SELECT * FROM kept WHERE received - refunded + gifts < allowed""");
        nothing(worlds, "bookings that were charged twice", AT_PROVIDER + """
                SELECT * FROM booked WHERE charged > 1 AND NOT never_refunded AND course_id = ANY(:courses)""");
        nothing(worlds, "refunds and lost disputes beyond what was charged", AT_PROVIDER + """
                SELECT * FROM booked WHERE refunded + disputed > received AND course_id = ANY(:courses)""");
        nothing(worlds, "confirmed bookings without money", AT_PROVIDER + """
                SELECT * FROM kept WHERE status IN (1, 3, 4) AND received < amount""");
        nothing(worlds, "seats that differ from confirmed bookings", """
                SELECT s.id, s.current_participants, s.max_participants FROM read_model.availability_slots s
                WHERE s.course_id = ANY(:courses) AND (s.current_participants > s.max_participants OR s.current_participants <>
                    (SELECT count(*) FROM read_model.bookings b WHERE b.availability_slot_id = s.id AND b.status IN (1, 3, 4)))""");
        nothing(worlds, "bookings that stand on a cancelled slot", """
                SELECT b.id, b.status, s.id AS slot FROM read_model.bookings b
                JOIN read_model.availability_slots s ON s.id = b.availability_slot_id
                WHERE s.course_id = ANY(:courses) AND s.cancelled_at IS NOT NULL AND b.status NOT IN (2, 5)""");
        nothing(worlds, "bookings that were moved more often than their course allows", AT_PROVIDER + """
                SELECT c.last, count(*), min(k.booking_rules::text) FROM chain c JOIN booked e ON e.id = c.id
                JOIN read_model.courses k ON k.id = e.course_id
                WHERE e.status = 5 AND e.confirmed_at IS NOT NULL AND NOT EXISTS (
                    SELECT FROM event_store.domain_events AS moved
                    WHERE moved.aggregate_identifier = e.id::text AND moved.payload_type = 'SessionMoved')
                GROUP BY c.last
                HAVING count(*) > min((k.booking_rules -> 'reschedule' ->> 'maxTimes')::int)""");
        nothing(worlds, "courses or booked sessions to come that nobody answers for", """
                SELECT c.id FROM read_model.courses c JOIN read_model.users u ON u.id = c.instructor_id
                WHERE c.id = ANY(:courses) AND c.is_published AND NOT u.is_active
                UNION ALL
                SELECT s.id FROM read_model.availability_slots s JOIN read_model.users u ON u.id = s.instructor_id
                WHERE s.course_id = ANY(:courses) AND s.cancelled_at IS NULL AND s.current_participants > 0
                    AND s.start_time_utc > '%s'::timestamptz AND NOT u.is_active""".formatted(now));
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
        nothing(worlds, "payments of which the ledger and the provider's books differ", AT_PROVIDER + """
                , entries AS (
                    SELECT l.payment_id,
                           coalesce(sum(l.minor_units) FILTER (WHERE l.account LIKE 'provider:%'), 0) AS kept,
                           coalesce(sum(l.minor_units) FILTER (WHERE l.account = 'dispute-losses'), 0) AS lost,
                           coalesce(sum(l.minor_units) FILTER (WHERE l.account = 'disputed'), 0) AS held_back,
                           sum(l.minor_units) AS all_accounts
                    FROM read_model.ledger_entries l JOIN read_model.bookings b ON b.id = l.booking_id
                    WHERE b.course_id = ANY(:courses) GROUP BY 1)
                SELECT * FROM entries e FULL JOIN (
                    SELECT a.* FROM at_provider a JOIN read_model.payments p ON p.id = a.payment_id
                    JOIN read_model.bookings b ON b.id = p.booking_id WHERE b.course_id = ANY(:courses)) AS a
                    USING (payment_id)
                WHERE coalesce(e.kept, 0) <> coalesce(a.received - a.refunded - a.disputed, 0)
                    OR coalesce(e.lost, 0) <> coalesce(a.disputed, 0) OR e.held_back <> 0 OR e.all_accounts <> 0""");
        nothing(
                worlds,
                "payments of which receipts less credit notes plus reversals are not what was kept",
                AT_PROVIDER + """
                , papers AS (
                    SELECT r.payment_id, round(sum(CASE r.kind WHEN 1 THEN -r.amount ELSE r.amount END)
                        * CASE WHEN min(r.currency) = 'JPY' THEN 1 ELSE 100 END) AS kept
                    FROM read_model.receipts r JOIN read_model.bookings b ON b.id = r.booking_id
                    WHERE b.course_id = ANY(:courses) GROUP BY 1)
                SELECT * FROM papers FULL JOIN (
                    SELECT a.* FROM at_provider a JOIN read_model.payments p ON p.id = a.payment_id
                    JOIN read_model.bookings b ON b.id = p.booking_id WHERE b.course_id = ANY(:courses)) AS a
                    USING (payment_id)
                WHERE coalesce(papers.kept, 0) <> coalesce(a.received - a.refunded, 0)""");
        assertThat(find(worlds, """
                SELECT r.kind, split_part(r.number, '-', 2)::int AS year, count(*),
                       min(right(r.number, 6)::bigint), max(right(r.number, 6)::bigint), n.last
                FROM command_side.receipts r LEFT JOIN command_side.receipt_numbers n
                    ON n.kind = r.kind AND n.year = split_part(r.number, '-', 2)::int
                WHERE cardinality(:courses::uuid[]) > 0
                GROUP BY r.kind, split_part(r.number, '-', 2), n.last
                HAVING min(right(r.number, 6)::bigint) <> 1 OR max(right(r.number, 6)::bigint) <> count(*)
                    OR n.last IS DISTINCT FROM count(*)"""))
                .as("gaps in the numbers of receipts, after seeds "
                        + worlds.getFirst().seed() + " to " + worlds.getLast().seed())
                .isEmpty();
    }

    /**
     * What to give back once more, of which transaction, if a refund has failed or come back: all money that pays for
     * nothing, and what else is kept of a booking beyond what may be, but no more than the refunds that did not succeed.
     */
    List<Map<String, Object>> owedAfterFailedRefunds(List<World> worlds) {
        return find(worlds, AT_PROVIDER + """
                , failed AS (
                    SELECT c.last, round(sum(f.amount) * CASE WHEN min(f.currency) = 'JPY' THEN 1 ELSE 100 END) AS units
                    FROM chain c JOIN read_model.payments f ON f.booking_id = c.id
                    WHERE f.refund_of_payment_id IS NOT NULL AND f.status = 2 GROUP BY 1),
                owed AS (
                    SELECT t.transaction_id, p.currency, t.received - t.refunded - t.disputed AS there,
                           t.transaction_id IS DISTINCT FROM p.provider_transaction_id AS surplus, f.units AS failed,
                           k.received - k.refunded - k.disputed - k.allowed AS excess,
                           coalesce(sum(t.received - t.refunded - t.disputed) OVER (
                               PARTITION BY c.last
                               ORDER BY t.transaction_id IS NOT DISTINCT FROM p.provider_transaction_id, c.id, t.transaction_id
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
                    FROM kept k JOIN failed f ON f.last = k.id JOIN chain c ON c.last = k.id
                    JOIN read_model.payments p ON p.booking_id = c.id AND p.refund_of_payment_id IS NULL
                    JOIN taken t ON t.payment_id = p.id
                    WHERE NOT t.never_refunded AND t.received - t.refunded - t.disputed > 0
                        AND EXISTS (
                            SELECT FROM chain e JOIN read_model.payments told ON told.booking_id = e.id
                            WHERE e.last = k.id AND told.is_flagged AND told.flag_reason LIKE 'refund-%'))
                SELECT transaction_id, currency, transaction_id LIKE 'pi%' AS by_card,
                       CASE WHEN surplus THEN there ELSE least(there, excess - before) END::bigint AS units
                FROM owed WHERE CASE WHEN surplus THEN there <= failed ELSE before < excess AND excess <= failed END""");
    }

    private void nothing(List<World> worlds, String what, String sql) {
        if (!find(worlds, sql).isEmpty()) {
            worlds.forEach(world -> assertThat(find(List.of(world), sql))
                    .as(what + " " + world.howToRepeat())
                    .isEmpty());
        }
    }

    private List<Map<String, Object>> find(List<World> worlds, String sql) {
        List<Map.Entry<UUID, LateMoves.Limit>> late = worlds.stream()
                .flatMap(world -> world.late().entrySet().stream())
                .toList();
        return jdbc.sql(sql.replaceFirst("^WITH", "WITH RECURSIVE"))
                .param("courses", worlds.stream().map(World::course).toArray(UUID[]::new))
                .param("late", late.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .param("kept", late.stream().map(it -> it.getValue().kept()).toArray(Long[]::new))
                .query()
                .listOfRows();
    }
}
