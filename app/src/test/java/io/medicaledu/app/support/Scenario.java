package io.medicaledu.app.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Steps of a story, told through the API. */
public final class Scenario {

    public static final String GOOD_CARD = "4242424242424242";
    public static final String DECLINED_CARD = "4000000000000002";
    public static final String PASSWORD = "correct horse";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Api api;

    public Scenario(Api api) {
        this.api = api;
    }

    /** A signed-in user. */
    public record Person(UUID id, String email, Api api) {}

    public Api admin() {
        return api.as(logIn("admin@medicaledu.example", "medicaledu-demo"));
    }

    public String logIn(String email, String password) {
        Api.Answer answer = api.post("/api/auth/sessions", Map.of("email", email, "password", password));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.get("token");
    }

    public Person student() {
        String email = "student" + COUNTER.incrementAndGet() + "-" + System.nanoTime() + "@example.org";
        Api.Answer answer = api.post(
                "/api/auth/registration",
                Map.of("email", email, "password", PASSWORD, "displayName", "Ada", "timeZone", "Europe/Berlin"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new Person(UUID.fromString(answer.get("userId")), email, api.as(logIn(email, PASSWORD)));
    }

    public Person instructor() {
        String email = "instructor" + COUNTER.incrementAndGet() + "-" + System.nanoTime() + "@example.org";
        Api.Answer answer = admin().post(
                        "/api/users",
                        Map.of(
                                "email", email,
                                "password", PASSWORD,
                                "displayName", "Dr. Who",
                                "role", "Instructor",
                                "timeZone", "America/New_York"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new Person(UUID.fromString(answer.get("userId")), email, api.as(logIn(email, PASSWORD)));
    }

    public UUID publishedCourse(Person instructor, String price, String currency) {
        UUID course = course(instructor, price, currency);
        assertThat(instructor
                        .api()
                        .put("/api/courses/" + course + "/publication")
                        .status())
                .isEqualTo(204);
        return course;
    }

    public UUID course(Person instructor, String price, String currency) {
        Api.Answer answer = instructor
                .api()
                .post(
                        "/api/courses",
                        Map.of(
                                "title",
                                "Airway management",
                                "description",
                                "From bag mask to cricothyrotomy",
                                "price",
                                Map.of("amount", price, "currency", currency),
                                "category",
                                "Anaesthesia",
                                "tags",
                                List.of("airway"),
                                "durationMinutes",
                                60));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return UUID.fromString(answer.get("courseId"));
    }

    /** A slot that starts the given time from now and lasts an hour. */
    public UUID slot(Person instructor, UUID course, Duration fromNow, int seats) {
        Api.Answer answer = openSlot(instructor, course, Instant.now().plus(fromNow), seats);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return UUID.fromString(answer.get("slotId"));
    }

    public Api.Answer openSlot(Person instructor, UUID course, Instant start, int seats) {
        Instant exact = start.truncatedTo(ChronoUnit.SECONDS);
        return instructor
                .api()
                .post(
                        "/api/courses/" + course + "/slots",
                        Map.of(
                                "startTimeUtc", exact.toString(),
                                "endTimeUtc", exact.plusSeconds(3_600).toString(),
                                "maxParticipants", seats));
    }

    public Api.Answer book(Person student, UUID slot) {
        return student.api().post("/api/bookings", Map.of("slotId", slot.toString(), "provider", "Stripe"));
    }

    /** Books and reads the address of the payment page. */
    public Booked bookToPay(Person student, UUID slot) {
        return toPay(student, book(student, slot));
    }

    /** As {@link #bookToPay(Person, UUID)}, to be paid through PayPal. */
    public Booked bookToPayByPayPal(Person student, UUID slot) {
        return toPay(
                student, student.api().post("/api/bookings", Map.of("slotId", slot.toString(), "provider", "PayPal")));
    }

    /** Reads the address of the payment page of what was just booked. */
    public Booked toPay(Person student, Api.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        UUID booking = UUID.fromString(answer.get("bookingId"));
        JsonNode payment = student.api()
                .with("Consistency-Token", String.valueOf(answer.header("Consistency-Token")))
                .get("/api/bookings/" + booking + "/payment?wait=20")
                .json();
        assertThat(payment.path("checkoutUrl").asString(""))
                .as(payment.toString())
                .isNotEmpty();
        return new Booked(
                student,
                booking,
                UUID.fromString(payment.path("paymentId").asString()),
                payment.path("checkoutUrl").asString());
    }

    /** A booking that waits for its payment. */
    public record Booked(Person student, UUID id, UUID paymentId, String checkoutUrl) {

        public Api.Answer pay(String card) {
            return student.api().postForm(checkoutUrl + "/pay", "card", card);
        }

        public String status() {
            return student.api().get("/api/bookings/" + id).get("status");
        }

        public void awaitStatus(String status) {
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(status()).isEqualTo(status));
        }

        public JsonNode payment() {
            return student.api().get("/api/bookings/" + id + "/payment").json();
        }

        public void awaitPayment(String status) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(payment().path("status").asString()).isEqualTo(status));
        }
    }

    public Booked confirmed(Person student, UUID slot) {
        Booked booked = bookToPay(student, slot);
        assertThat(booked.pay(GOOD_CARD).status()).isEqualTo(303);
        booked.awaitStatus("Confirmed");
        return booked;
    }

    public Api.Answer book(Person student, UUID slot, String promoCode) {
        return student.api()
                .post("/api/bookings", Map.of("slotId", slot.toString(), "provider", "Stripe", "promoCode", promoCode));
    }

    /** A slot of a given price; lasts an hour. */
    public UUID slot(Person instructor, UUID course, Duration fromNow, String price) {
        Instant start = Instant.now().plus(fromNow).truncatedTo(ChronoUnit.SECONDS);
        Api.Answer answer = instructor
                .api()
                .post(
                        "/api/courses/" + course + "/slots",
                        Map.of(
                                "startTimeUtc",
                                start.toString(),
                                "endTimeUtc",
                                start.plusSeconds(3_600).toString(),
                                "price",
                                Map.of("amount", price, "currency", "USD")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return UUID.fromString(answer.get("slotId"));
    }

    /** A code of 50 % unless the terms say otherwise. */
    public String promoCode(Map<String, ?> terms) {
        String code = "P" + COUNTER.incrementAndGet() + "X" + System.nanoTime();
        Map<String, Object> body =
                new HashMap<>(Map.of("code", code, "discountType", "Percentage", "discountValue", 50));
        body.putAll(terms);
        Api.Answer answer = admin().post("/api/promo-codes", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return code;
    }

    /** A confirmed booking of a session that has just begun. */
    public Booked inSession(Person instructor, UUID course, Person student) {
        UUID slot = slot(instructor, course, Duration.ofSeconds(4), 1);
        Booked booked = confirmed(student, slot);
        Instant start = Instant.parse(instructor.api().get("/api/slots/" + slot).get("startTimeUtc"));
        await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(start));
        return booked;
    }
}
