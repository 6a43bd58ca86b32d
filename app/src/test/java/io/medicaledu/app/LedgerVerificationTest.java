package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.shared.Money;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.JsonNode;

/** That what does not add up is found, whatever it is, and that the ledger cannot be bent. */
class LedgerVerificationTest extends PlatformTest {

    private static final long NOWHERE = 1L << 40;

    @Autowired
    @Qualifier("migrationDataSource")
    private DataSource owner;

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    private Booked confirmed() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        return scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 1));
    }

    /** Two entries that make {@code event_position} balance, or one that does not. */
    private static String entries(String... accountsAndAmounts) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < accountsAndAmounts.length; i++) {
            String[] parts = accountsAndAmounts[i].split(" ", -1);
            rows.add("(gen_random_uuid(), %d, %d, '%s', :booking, :payment, 'EUR', %s, 'Wrong', now())"
                    .formatted(NOWHERE, i + 1, parts[0], parts[1]));
        }
        return "INSERT INTO read_model.ledger_entries VALUES " + String.join(", ", rows);
    }

    /** What the query finds about the booking, its payment and its slot, or about all, once the wrong is done. */
    private List<String> reasonsAfter(String wrong, Booked booked) throws SQLException {
        String sql = wrong.replace(":booking", "'" + booked.id() + "'")
                .replace(":payment", "'" + booked.paymentId() + "'")
                .replace(
                        ":slot",
                        "(SELECT availability_slot_id FROM read_model.bookings WHERE id = '" + booked.id() + "')");
        UUID slot = jdbc.sql("SELECT availability_slot_id FROM read_model.bookings WHERE id = ?")
                .param(booked.id())
                .query(UUID.class)
                .single();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(sql);
                return reasons(statement, booked, slot);
            } finally {
                connection.rollback();
            }
        }
    }

    private static List<String> reasons(Statement statement, Booked booked, UUID slot) throws SQLException {
        List<String> reasons = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                SELECT reason FROM read_model.money_differences
                WHERE booking_id = '%s' OR payment_id = '%s' OR slot_id = '%s' OR event_position = %d
                   OR reason = 'accounts-unbalanced'""".formatted(booked.id(), booked.paymentId(), slot, NOWHERE))) {
            while (rows.next()) {
                reasons.add(rows.getString(1));
            }
        }
        return reasons;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            payment-without-booking | DELETE FROM read_model.bookings WHERE id = :booking
            booking-not-covered     | UPDATE read_model.bookings SET amount = 45.01 WHERE id = :booking
            booking-not-covered     | UPDATE read_model.payments SET captured_amount = 44.99 WHERE id = :payment
            ledger-differs          | UPDATE read_model.payments SET captured_amount = 45.01 WHERE id = :payment
            booking-account-differs | UPDATE read_model.payments SET refund_amount = 0.01 WHERE id = :payment
            money-kept-unconfirmed  | UPDATE read_model.bookings SET status = 2, confirmed_at = NULL WHERE id = :booking
            money-kept-unconfirmed  | UPDATE read_model.bookings SET status = 0, confirmed_at = NULL WHERE id = :booking
            money-kept-cancelled    | UPDATE read_model.bookings SET status = 2, cancellation_reason = 'ByInstructor' WHERE id = :booking
            seats-differ            | UPDATE read_model.bookings SET status = 2 WHERE id = :booking
            seats-differ            | UPDATE read_model.availability_slots SET current_participants = 2 WHERE id = :slot
            seats-differ            | DELETE FROM read_model.availability_slots WHERE id = :slot
            """)
    void aWrongRowOfABookingPaymentOrSlotIsFound(String reason, String wrong) throws SQLException {
        Booked booked = confirmed();
        assertMoneyAddsUp();

        assertThat(reasonsAfter(wrong, booked)).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "event-unbalanced, provider:stripe 1, ",
        "accounts-unbalanced, provider:stripe 1, ",
        "ledger-differs, provider:stripe 1, bookings -1",
        "ledger-differs, dispute-losses 4500, provider:stripe -4500",
        "booking-account-differs, unapplied 1, bookings -1",
        "unapplied-kept, provider:stripe 1, unapplied -1",
        "unapplied-kept, bookings -1, unapplied 1"
    })
    void aWrongEntryIsFound(String reason, String first, @Nullable String second) throws SQLException {
        Booked booked = confirmed();
        assertMoneyAddsUp();

        assertThat(reasonsAfter(second == null ? entries(first) : entries(first, second), booked))
                .contains(reason);
    }

    @Test
    void aRefundOfMoreThanWasCapturedAndALostDisputeThatTheLedgerDoesNotKnowAreFound() throws SQLException {
        Booked booked = confirmed();
        assertMoneyAddsUp();

        assertThat(reasonsAfter("""
                INSERT INTO read_model.payments (id, booking_id, user_id, refund_of_payment_id, amount, currency, status,
                    provider, created_at, updated_at, version)
                VALUES (gen_random_uuid(), :booking, :booking, :payment, 45.01, 'EUR', 4, 0, now(), now(), 0)""", booked)).contains("refunds-exceed-captured", "ledger-differs");
        assertThat(reasonsAfter("""
                INSERT INTO read_model.payment_incidents VALUES (:payment, 'dp', :booking, 'Dispute', 'Lost', 'EUR', 1, now())""", booked)).contains("ledger-differs");
        assertThat(reasonsAfter("SELECT 1", booked)).as("nothing wrong").isEmpty();
    }

    @Test
    void whatDoesNotBalanceCannotBeCommittedNorChangedAfterwards() {
        Booked booked = confirmed();
        assertMoneyAddsUp();
        String unbalanced = entries("provider:stripe 2", "bookings -1")
                .replace(":booking", "'" + booked.id() + "'")
                .replace(":payment", "'" + booked.paymentId() + "'");

        assertThatThrownBy(() -> jdbc.sql(unbalanced).update()).hasMessageContaining("do not balance");
        assertThatThrownBy(() -> jdbc.sql(
                                "UPDATE read_model.ledger_entries SET minor_units = 2 * minor_units WHERE payment_id = ?")
                        .param(booked.paymentId())
                        .update())
                .hasMessageContaining("immutable");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM read_model.ledger_entries WHERE payment_id = ?")
                        .param(booked.paymentId())
                        .update())
                .hasMessageContaining("immutable");
    }

    @Test
    void aRebuiltLedgerIsTheSameAsBefore() {
        Booked booked = confirmed();
        booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");
        booked.awaitPayment("Refunded");
        assertMoneyAddsUp();
        String rows = "SELECT jsonb_agg(to_jsonb(t) ORDER BY event_position, entry_no)::text"
                + " FROM read_model.ledger_entries t WHERE payment_id = '" + booked.paymentId() + "'";
        String before = jdbc.sql(rows).query(String.class).single();
        assertThat(before).contains("PaymentCaptured", "RefundSucceeded");
        Api admin = scenario().admin();

        for (String projection : List.of("ledger", "payments")) {
            assertThat(admin.post("/api/projections/" + projection + "/rebuild").status())
                    .isEqualTo(202);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                JsonNode progress =
                        admin.get("/api/projections/" + projection + "/rebuild").json();
                assertThat(progress.path("replaying").asBoolean()).isFalse();
                assertThat(progress.path("position").asLong()).isPositive();
                assertThat(jdbc.sql(rows).query(String.class).optional()).hasValue(before);
            });
        }
    }

    @Test
    void theLedgerIsReadByAdminsPageByPage() {
        Booked booked = confirmed();
        assertMoneyAddsUp();
        Api admin = scenario().admin();
        String path = "/api/ledger/entries?limit=1&bookingId=" + booked.id();

        Api.Answer first = admin.get(path);
        Api.Answer second = admin.get(path + "&cursor=" + first.get("nextCursor"));

        JsonNode entries = first.json().path("items");
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).path("account").asString()).isEqualTo("bookings");
        assertThat(entries.get(0).path("amount").path("amount").asString()).isEqualTo("-45.00");
        assertThat(entries.get(0).path("eventType").asString()).isEqualTo("PaymentCaptured");
        assertThat(second.json().path("items").get(0).path("account").asString())
                .isEqualTo("provider:stripe");
        assertThat(second.json().path("nextCursor").isNull()).isTrue();
        assertThat(second.json().path("items").get(0).path("position"))
                .isEqualTo(entries.get(0).path("position"));
        assertThat(admin.get("/api/ledger/entries?account=bookings&paymentId=" + booked.paymentId())
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(admin.get("/api/ledger/entries?account=petty-cash").code()).isEqualTo("validation");
        assertThat(booked.student().api().get("/api/ledger/entries").status()).isEqualTo(403);
        assertThat(booked.student().api().get("/api/ledger/balances").status()).isEqualTo(403);
        assertThat(booked.student().api().post("/api/ledger/verification").status())
                .isEqualTo(403);
    }

    @Test
    void theBalancesOfAllAccountsAddUpToZero() {
        confirmed();
        assertMoneyAddsUp();

        JsonNode json = scenario().admin().get("/api/ledger/balances").json();

        assertThat(json.path("balances").valueStream()).anySatisfy(balance -> {
            assertThat(balance.path("account").asString()).isEqualTo("provider:stripe");
            assertThat(new BigDecimal(balance.path("amount").path("amount").asString()))
                    .isPositive();
        });
        assertThat(json.path("sums").valueStream())
                .isNotEmpty()
                .allSatisfy(sum -> assertThat(new BigDecimal(sum.path("amount").asString()))
                        .isZero());
    }

    @Test
    void aVerificationTellsWhatItHasJudged() {
        Booked booked = confirmed();
        long position = jdbc.sql(
                        "SELECT max(global_index) FROM event_store.domain_events WHERE aggregate_identifier = ?")
                .param(booked.id().toString())
                .query(Long.class)
                .single();

        JsonNode json = scenario().admin().post("/api/ledger/verification").json();

        assertThat(json.path("position").asLong()).isGreaterThanOrEqualTo(position);
        assertThat(json.path("checkedBookings").asLong()
                        + json.path("unsettledBookings").asLong())
                .isPositive();
        assertThat(json.path("balanced").asBoolean()).isTrue();
    }

    @Test
    void minorUnitsAreCountedAsByTheApplication() {
        assertThat(CurrencyUnit.registeredCurrencies().stream()
                        .filter(currency -> !currency.isPseudoCurrency() && currency.getDecimalPlaces() <= 3))
                .hasSizeGreaterThan(100)
                .allSatisfy(currency -> assertThat(jdbc.sql(
                                        "SELECT read_model.minor_units(CAST(? AS numeric), CAST(? AS varchar))")
                                .params(Money.of("120", currency.getCode()).amount(), currency.getCode())
                                .query(BigDecimal.class)
                                .single())
                        .isEqualByComparingTo(BigDecimal.valueOf(
                                Money.of("120", currency.getCode()).minorUnits())));
    }

    /** As many as a university has in years: in seconds, and by hashing, not by looking up each booking. */
    @Test
    void aHundredThousandBookingsAreCheckedInSeconds() throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                for (String sql : FILL) {
                    statement.execute(sql.replace("%N", "100000"));
                }
                statement.execute("SET LOCAL work_mem = '64MB'");
                long begin = System.nanoTime();
                try (ResultSet rows = statement.executeQuery(
                        "SELECT count(*), min(reason) FROM read_model.money_differences WHERE event_position IS NULL")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(1)).as(rows.getString(2)).isZero();
                }
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
            } finally {
                connection.rollback();
            }
        }
    }

    /** Paid and confirmed bookings of one seat each; ids tell which belong together. */
    private static final List<String> FILL = List.of(
            """
            CREATE TEMPORARY TABLE filler ON COMMIT DROP AS
            SELECT n, gen_random_uuid() AS booking, gen_random_uuid() AS payment, gen_random_uuid() AS slot
            FROM generate_series(1, %N) AS n""",
            """
            INSERT INTO read_model.availability_slots (id, course_id, instructor_id, start_time_utc, end_time_utc, price,
                current_participants, created_at, updated_at, version)
            SELECT slot, slot, slot, now(), now(), 10, 1, now(), now(), 0 FROM filler""",
            """
            INSERT INTO read_model.bookings (id, student_id, availability_slot_id, course_id, instructor_id, status, amount,
                provider, booked_session_start, session_start, session_end, confirmed_at, created_at, updated_at, version)
            SELECT booking, booking, slot, slot, slot, 1, 10, 0, now(), now(), now(), now(), now(), now(), 0 FROM filler""",
            """
            INSERT INTO read_model.payments (id, booking_id, user_id, amount, captured_amount, status, provider, created_at,
                updated_at, version)
            SELECT payment, booking, booking, 10, 10, 1, 0, now(), now(), 0 FROM filler""",
            """
            INSERT INTO read_model.ledger_entries
            SELECT gen_random_uuid(), (1::bigint << 41) + n, entry, CASE entry WHEN 1 THEN 'provider:stripe' ELSE 'bookings' END,
                booking, payment, 'USD', CASE entry WHEN 1 THEN 1000 ELSE -1000 END, 'Filler', now()
            FROM filler, generate_series(1, 2) AS entry""",
            "ANALYZE read_model.bookings",
            "ANALYZE read_model.payments",
            "ANALYZE read_model.ledger_entries",
            "ANALYZE read_model.availability_slots");
}
