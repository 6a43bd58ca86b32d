package io.medicaledu.ledger.query;

import io.medicaledu.shared.query.ProcessorTokens.Reached;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was just happening when the tables were read: events that not every processor had handled, and the bookings and
 * slots that they touch.
 */
@Component
class Unsettled {

    /**
     * Who has taken the place of a booking shares its payments, and is unsettled with it. A recursive term cannot be a
     * parameter's, so it is all one statement.
     */
    private static final String BOOKINGS = """
            WITH RECURSIVE touched AS (
                SELECT (CASE type WHEN 'Booking' THEN aggregate_identifier ELSE payload ->> 'bookingId' END)::uuid AS id
                FROM event_store.domain_events
                WHERE (global_index > :index OR global_index = ANY(:gaps)) AND type IN ('Booking', 'Payment')
                UNION
                SELECT booking.id FROM touched
                JOIN read_model.bookings AS booking ON booking.rescheduled_from_booking_id = touched.id
            )
            SELECT id FROM touched""";

    private static final String SLOTS = """
            SELECT aggregate_identifier::uuid FROM event_store.domain_events
            WHERE (global_index > :index OR global_index = ANY(:gaps)) AND type = 'AvailabilitySlot'
            UNION
            SELECT availability_slot_id FROM read_model.bookings WHERE id = ANY(:bookings)""";

    private final JdbcClient jdbc;

    Unsettled(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Their ids. */
    record Ids(UUID[] bookings, UUID[] slots) {}

    /** Whether there is an event up to the position that not all have handled. */
    boolean isBehind(Reached reached, long position) {
        return reached.index() < position
                || jdbc.sql("SELECT EXISTS (SELECT FROM event_store.domain_events WHERE global_index = ANY(?))")
                        .param(gaps(reached))
                        .query(Boolean.class)
                        .single();
    }

    Ids since(Reached reached) {
        UUID[] bookings = jdbc.sql(BOOKINGS)
                .param("index", reached.index())
                .param("gaps", gaps(reached))
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
        UUID[] slots = jdbc.sql(SLOTS)
                .param("index", reached.index())
                .param("gaps", gaps(reached))
                .param("bookings", bookings)
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
        return new Ids(bookings, slots);
    }

    private static Long[] gaps(Reached reached) {
        return reached.gaps().toArray(Long[]::new);
    }
}
