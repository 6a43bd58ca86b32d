package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** With 100,000 rows in each table no list reads a whole one. */
class QueryPlanTest extends PlatformTest {

    private static final List<String> BIG = List.of(
            "users",
            "courses",
            "availability_slots",
            "bookings",
            "payments",
            "receipts",
            "enrollments",
            "notifications",
            "audit_logs",
            "course_ratings",
            "course_materials",
            "ledger_entries");

    @Autowired
    @Qualifier("dataSource")
    private DataSource dataSource;

    private static final String STUDENT = "00000000-0000-0000-0000-000000000001";
    private static final String COURSE = "00000000-0000-0000-0000-000000000002";

    /** Rows of nobody; a twentieth of them belongs to one student or course. */
    private static final List<String> FILL = List.of("""
            INSERT INTO read_model.users (id, email, display_name, role, time_zone, created_at, updated_at, version)
            SELECT gen_random_uuid(), 'filler' || n || '@example.org', 'Filler', n % 3, 'Etc/UTC',
                now() - n * interval '1 minute', now(), 0 FROM generate_series(1, 100000) AS n""", """
            INSERT INTO read_model.courses (id, instructor_id, title, is_published, price, category, cancellation_policy,
                created_at, updated_at, version)
            SELECT gen_random_uuid(), gen_random_uuid(), 'Filler ' || n, n % 2 = 0, n % 300, 'Category ' || n % 50,
                '{"tiers": []}', now() - n * interval '1 minute', now(), 0 FROM generate_series(1, 100000) AS n""", """
            INSERT INTO read_model.availability_slots (id, course_id, instructor_id, start_time_utc, end_time_utc, price,
                created_at, updated_at, version)
            SELECT gen_random_uuid(), CASE WHEN n % 20 = 0 THEN '%COURSE'::uuid ELSE gen_random_uuid() END,
                gen_random_uuid(), now() + n * interval '1 minute', now() + (n + 60) * interval '1 minute', 10, now(), now(), 0
            FROM generate_series(1, 100000) AS n""", """
            INSERT INTO read_model.bookings (id, student_id, availability_slot_id, course_id, instructor_id, status, amount,
                provider, booked_session_start, session_start, session_end, created_at, updated_at, version)
            SELECT gen_random_uuid(), CASE WHEN n % 20 = 0 THEN '%STUDENT'::uuid ELSE gen_random_uuid() END,
                gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), n % 6, 10, 0, now(), now(), now(),
                now() - n * interval '1 minute', now(), 0 FROM generate_series(1, 100000) AS n""", """
            INSERT INTO read_model.payments (id, booking_id, user_id, amount, status, provider, created_at, updated_at, version)
            SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 10, n % 6, 0, now() - n * interval '1 minute',
                now(), 0 FROM generate_series(1, 100000) AS n""", """
            INSERT INTO read_model.receipts (id, kind, number, payment_id, booking_id, user_id, amount, net_amount, tax_amount,
                currency, tax_rate, tax_label, seller_name, seller_address, paid_at, issued_on, issued_at, created_at, version)
            SELECT gen_random_uuid(), 0, 'Filler ' || n, gen_random_uuid(), gen_random_uuid(),
                CASE WHEN n % 20 = 0 THEN '%STUDENT'::uuid ELSE gen_random_uuid() END, 10, 10, 0, 'USD', '0', 'VAT', 'Filler',
                '[]', now(), now(), now() - n * interval '1 minute', now(), 0 FROM generate_series(1, 100000) AS n""", """
            INSERT INTO read_model.enrollments (id, student_id, course_id, enrolled_at, created_at, updated_at, version)
            SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now(), now() - n * interval '1 minute', now(), 0
            FROM generate_series(1, 100000) AS n""", """
            INSERT INTO read_model.notifications (id, user_id, type, title, message, is_read, created_at, updated_at, version)
            SELECT gen_random_uuid(), gen_random_uuid(), n % 14, 'Filler', 'Filler', n % 2 = 0,
                now() - n * interval '1 minute', now(), 0 FROM generate_series(1, 100000) AS n""", """
            INSERT INTO read_model.audit_logs (id, entity_name, entity_id, action, actor, event_type, event_position, created_at)
            SELECT gen_random_uuid(), 'Filler' || n % 10, gen_random_uuid(), n % 10, 'filler', 'Filler', 0,
                now() - n * interval '1 minute' FROM generate_series(1, 100000) AS n""", """
            INSERT INTO read_model.course_ratings (id, course_id, student_id, rating, created_at, updated_at, version)
            SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1 + n % 5, now(), now(), 0
            FROM generate_series(1, 100000) AS n""", """
            INSERT INTO read_model.course_materials (id, course_id, title, file_url, sort_index, created_at, updated_at)
            SELECT gen_random_uuid(), id, 'Filler', 'x', 0, now(), now()
            FROM read_model.courses WHERE title LIKE 'Filler %'""", """
            INSERT INTO read_model.ledger_entries
            SELECT gen_random_uuid(), (1::bigint << 40) + n, entry, CASE entry WHEN 1 THEN 'provider:paypal' ELSE 'bookings' END,
                gen_random_uuid(), gen_random_uuid(), 'USD', CASE entry WHEN 1 THEN 1000 ELSE -1000 END, 'Filler', now()
            FROM generate_series(1, 50000) AS n, generate_series(1, 2) AS entry""");

    @Test
    void noListReadsAWholeTable() throws SQLException {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        Scenario.Person student = scenario().student();
        scenario().book(student, scenario().slot(instructor, course, Duration.ofDays(2), 1));
        FILL.forEach(sql -> asOwner(sql.replace("%STUDENT", STUDENT).replace("%COURSE", COURSE)));
        BIG.forEach(table -> asOwner("VACUUM ANALYZE read_model." + table));
        try {
            Map<String, Long> before = sequentialScans();
            List.of(
                            "/api/courses",
                            "/api/courses?category=Category%207",
                            "/api/courses?q=airway",
                            "/api/courses?tag=airway",
                            "/api/courses?minPrice=5.00&maxPrice=6.00&currency=USD",
                            "/api/courses?instructorId=" + instructor.id(),
                            "/api/courses/" + course + "/slots?available=true",
                            "/api/courses/" + course + "/materials",
                            "/api/courses/" + course + "/ratings",
                            "/api/bookings",
                            "/api/bookings?status=Confirmed",
                            "/api/receipts",
                            "/api/enrollments",
                            "/api/notifications",
                            "/api/notifications?unread=true")
                    .forEach(path -> read(student.api(), path));
            List.of(
                            "/api/users",
                            "/api/bookings",
                            "/api/bookings?status=Completed",
                            "/api/bookings?courseId=" + course,
                            "/api/payments",
                            "/api/payments?status=Failed",
                            "/api/payments?bookingId=" + course,
                            "/api/payments?userId=" + course,
                            "/api/receipts",
                            "/api/receipts?userId=" + course,
                            "/api/enrollments",
                            "/api/enrollments?courseId=" + course,
                            "/api/audit/logs",
                            "/api/audit/logs?entityName=Booking",
                            "/api/audit/logs?entityId=" + course,
                            "/api/audit/logs?action=Login",
                            "/api/audit/logs?userId=" + student.id(),
                            "/api/audit/states?entityName=Booking&asOf=" + Instant.now(),
                            "/api/audit/states?entityName=User&differences=true&asOf=" + Instant.now(),
                            "/api/ledger/entries",
                            "/api/ledger/entries?account=disputed",
                            "/api/ledger/entries?bookingId=" + course,
                            "/api/ledger/entries?paymentId=" + course)
                    .forEach(path -> read(scenario().admin(), path));

            assertThat(sequentialScans()).isEqualTo(before);
            jdbc.sql("SELECT count(*) FROM read_model.bookings WHERE meeting_notes = 'x'")
                    .query(Integer.class)
                    .single();
            assertThat(sequentialScans()).as("would have been seen").isNotEqualTo(before);
        } finally {
            clear();
        }
    }

    private static void read(Api api, String path) {
        Api.Answer answer = api.get(path);
        assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
        String cursor = answer.json().path("nextCursor").asString("");
        if (!cursor.isEmpty()) {
            assertThat(api.get(path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor)
                            .status())
                    .isEqualTo(200);
        }
    }

    /** A backend reports its counters for certain when its connection ends. */
    private Map<String, Long> sequentialScans() throws SQLException {
        dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        Map<String, Long> scans = new TreeMap<>();
        jdbc.sql("SELECT relname, seq_scan FROM pg_stat_user_tables WHERE schemaname = 'read_model'")
                .query(row -> {
                    if (BIG.contains(row.getString("relname"))) {
                        scans.put(row.getString("relname"), row.getLong("seq_scan"));
                    }
                });
        return scans;
    }

    private void clear() {
        asOwner("DELETE FROM read_model.course_materials WHERE title = 'Filler'");
        asOwner("DELETE FROM read_model.users WHERE display_name = 'Filler'");
        asOwner("DELETE FROM read_model.courses WHERE title LIKE 'Filler %'");
        for (String table : List.of("availability_slots", "bookings", "enrollments", "course_ratings")) {
            asOwner("DELETE FROM read_model." + table
                    + " AS row WHERE NOT EXISTS (SELECT 1 FROM event_store.domain_events"
                    + " WHERE aggregate_identifier = row.id::text)");
        }
        asOwner("DELETE FROM read_model.payments AS row WHERE NOT EXISTS (SELECT 1 FROM event_store.domain_events"
                + " WHERE aggregate_identifier = row.booking_id::text)");
        asOwner("DELETE FROM read_model.receipts WHERE seller_name = 'Filler'");
        asOwner("DELETE FROM read_model.notifications WHERE title = 'Filler'");
        asOwner("ALTER TABLE read_model.audit_logs DISABLE TRIGGER audit_logs_immutable");
        asOwner("DELETE FROM read_model.audit_logs WHERE actor = 'filler'");
        asOwner("ALTER TABLE read_model.audit_logs ENABLE TRIGGER audit_logs_immutable");
        asOwner("ALTER TABLE read_model.ledger_entries DISABLE TRIGGER ledger_entries_immutable");
        asOwner("DELETE FROM read_model.ledger_entries WHERE event_type = 'Filler'");
        asOwner("ALTER TABLE read_model.ledger_entries ENABLE TRIGGER ledger_entries_immutable");
    }
}
