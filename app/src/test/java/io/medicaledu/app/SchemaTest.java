package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.PlatformTest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The read tables have the names, types and indexes of the schema they replace (for the tables that exist so far). */
class SchemaTest extends PlatformTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                users | id email email_confirmed role time_zone deleted_at password_reset_token last_login_at failed_login_attempts locked_until is_active
                courses | id instructor_id is_published price currency short_description video_intro_url duration_minutes max_students category tags published_at deleted_at
                availability_slots | id course_id start_time_utc end_time_utc is_booked price currency max_participants current_participants is_recurring recurring_pattern
                bookings | id student_id availability_slot_id status amount currency rescheduled_from_booking_id meeting_url meeting_notes
                payments | id booking_id user_id status provider provider_transaction_id currency refund_amount refund_reason
                enrollments | id student_id course_id progress_percentage is_active last_accessed_at
                user_sessions | id user_id session_token ip_address user_agent expires_at last_activity_at
                """)
    void tablesHaveTheSeedsFields(String table, String fields) {
        List<String> columns = jdbc.sql("""
                        SELECT column_name FROM information_schema.columns
                        WHERE table_schema = 'read_model' AND table_name = ?""").param(table).query(String.class).list();

        assertThat(columns).contains(fields.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                users | email | true
                users | role | false
                users | email_confirmed | false
                users | deleted_at | false
                users | is_active | false
                users | last_login_at | false
                courses | instructor_id | false
                courses | is_published | false
                courses | is_published, created_at | false
                courses | deleted_at | false
                courses | category | false
                availability_slots | course_id | false
                availability_slots | is_booked, start_time_utc | false
                availability_slots | start_time_utc | false
                availability_slots | course_id, start_time_utc, end_time_utc | true
                bookings | student_id | false
                bookings | availability_slot_id | false
                bookings | status | false
                bookings | created_at | false
                bookings | rescheduled_from_booking_id | false
                payments | booking_id | false
                payments | provider_transaction_id | false
                payments | status | false
                payments | user_id | false
                enrollments | student_id, course_id | true
                enrollments | student_id | false
                enrollments | course_id | false
                enrollments | is_active | false
                user_sessions | user_id | false
                user_sessions | session_token | true
                user_sessions | expires_at | false
                """)
    void tablesHaveTheSeedsIndexes(String table, String leadingColumns, boolean unique) {
        List<String> definitions =
                jdbc.sql("""
                        SELECT indexdef FROM pg_indexes WHERE schemaname = 'read_model' AND tablename = ?""").param(table).query(String.class).list();

        assertThat(definitions).anySatisfy(definition -> {
            assertThat(definition.replace(" DESC", "")).contains("(" + leadingColumns);
            assertThat(definition.startsWith("CREATE UNIQUE")).isEqualTo(unique);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "users,id,uuid",
        "users,role,smallint",
        "users,created_at,timestamp with time zone",
        "courses,tags,jsonb",
        "courses,price,numeric",
        "bookings,status,smallint",
        "payments,provider,smallint",
        "availability_slots,recurring_pattern,jsonb"
    })
    void columnsHaveTheSeedsTypes(String table, String column, String type) {
        assertThat(jdbc.sql("""
                        SELECT data_type FROM information_schema.columns
                        WHERE table_schema = 'read_model' AND table_name = ? AND column_name = ?""").params(table, column).query(String.class).single())
                .isEqualTo(type);
    }
}
