package io.medicaledu.scheduling.query;

import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.catalog.api.BookingRules;
import io.medicaledu.catalog.api.BookingWindow;
import io.medicaledu.catalog.api.Sale;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.payment.api.ChargeableAmounts;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which slots of a course can be booked now, as a booking would decide: the course's {@link Sale}, its places, free seats,
 * and prices that somebody can charge. For a caller who is known also: no other session at that time.
 */
@Component
class BookableSlots {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final String ACTIVE =
            "(" + BookingStatus.Pending.ordinal() + ", " + BookingStatus.Confirmed.ordinal() + ")";

    private final JdbcClient jdbc;
    private final ChargeableAmounts amounts;
    private final Clock clock;

    BookableSlots(JdbcClient jdbc, ChargeableAmounts amounts, Clock clock) {
        this.jdbc = jdbc;
        this.amounts = amounts;
        this.clock = clock;
    }

    private record Course(Sale sale, boolean hasPlace) {}

    /** @return false if none can be booked */
    boolean limit(ListQuery slots, UUID courseId, @Nullable Caller caller) {
        UUID self = caller == null ? NOBODY : caller.userId();
        Course course = course(courseId, self);
        if (!course.sale().isOpen() || !course.hasPlace()) {
            return false;
        }
        Instant now = clock.instant();
        BookingWindow window = course.sale().rules().window(now);
        slots.where("NOT is_booked")
                .where("cancelled_at IS NULL")
                .where("start_time_utc > :now", "now", now)
                .where("start_time_utc >= :earliest", "earliest", window.earliest())
                .where("start_time_utc <= :latest", "latest", window.latest())
                .where("price <> ALL (CAST(:unpayable AS numeric[]))", "unpayable", unpayable(courseId, now));
        if (caller != null) {
            slots.where("instructor_id <> :self", "self", self).where("""
                            NOT EXISTS (SELECT 1 FROM read_model.bookings AS booking
                                WHERE booking.student_id = :self AND booking.status IN %s
                                  AND booking.session_start < end_time_utc
                                  AND booking.session_end > start_time_utc)""".formatted(ACTIVE));
        }
        return true;
    }

    /** Those who book or are enrolled already have their place. */
    private Course course(UUID courseId, UUID self) {
        return jdbc.sql("""
                        SELECT course.is_published, course.booking_rules,
                            instructor.role = :role AND instructor.is_active AND instructor.deleted_at IS NULL AS is_taught,
                            max_students IS NULL OR max_students > (
                                SELECT count(*) FROM (
                                    SELECT student_id FROM read_model.bookings
                                    WHERE course_id = :course AND status IN %s
                                    UNION
                                    SELECT student_id FROM read_model.enrollments
                                    WHERE course_id = :course AND is_active) AS students
                                WHERE student_id <> :self) AS has_place
                        FROM read_model.courses AS course
                        JOIN read_model.users AS instructor ON instructor.id = course.instructor_id
                        WHERE course.id = :course AND course.deleted_at IS NULL""".formatted(ACTIVE))
                .param("course", courseId)
                .param("role", UserRole.Instructor.ordinal())
                .param("self", self)
                .query((row, index) -> new Course(
                        new Sale(
                                row.getBoolean("is_published"),
                                row.getBoolean("is_taught"),
                                JsonMapper.shared().readValue(row.getString("booking_rules"), BookingRules.class)),
                        row.getBoolean("has_place")))
                .optional()
                .orElse(new Course(new Sale(false, false, BookingRules.NONE), false));
    }

    /** The prices of the course's slots that nobody could pay, as an array of PostgreSQL; all are in one currency. */
    private String unpayable(UUID courseId, Instant now) {
        List<Money> prices = jdbc.sql("""
                        SELECT DISTINCT price, currency FROM read_model.availability_slots
                        WHERE course_id = ? AND start_time_utc > ?""")
                .params(courseId, Rows.utc(now))
                .query((row, index) -> Rows.money(row, "price"))
                .list();
        return prices.stream()
                .filter(price -> !amounts.isChargeable(price))
                .map(Money::amount)
                .collect(Collectors.joining(",", "{", "}"));
    }
}
