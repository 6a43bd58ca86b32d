package io.medicaledu.ledger.query;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was just happening when the tables were read: events that not every processor had handled, and the bookings and
 * slots that they touch.
 */
@Component
class Unsettled {

    /** Who has taken the place of a booking shares its payments, and is unsettled with it. */
    private static final String BOOKINGS = """
            WITH RECURSIVE touched AS (
                SELECT (CASE type WHEN 'Booking' THEN aggregate_identifier ELSE payload ->> 'bookingId' END)::uuid AS id
                FROM event_store.domain_events
                WHERE global_index > :reached AND type IN ('Booking', 'Payment')
                UNION
                SELECT booking.id FROM touched
                JOIN read_model.bookings AS booking ON booking.rescheduled_from_booking_id = touched.id
            )
            SELECT id FROM touched""";

    private static final String SLOTS = """
            SELECT aggregate_identifier::uuid FROM event_store.domain_events
            WHERE global_index > :reached AND type = 'AvailabilitySlot'
            UNION
            SELECT availability_slot_id FROM read_model.bookings WHERE id = ANY(CAST(:bookings AS uuid[]))""";

    private final JdbcClient jdbc;

    Unsettled(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Their ids. */
    record Ids(List<UUID> bookings, List<UUID> slots) {}

    Ids since(long reached) {
        List<UUID> bookings =
                jdbc.sql(BOOKINGS).param("reached", reached).query(UUID.class).list();
        List<UUID> slots = jdbc.sql(SLOTS)
                .param("reached", reached)
                .param("bookings", array(bookings))
                .query(UUID.class)
                .list();
        return new Ids(bookings, slots);
    }

    /** For {@code CAST(? AS uuid[])}. */
    static String[] array(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
