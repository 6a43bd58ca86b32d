package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.PlatformTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What operators and client authors look at. */
class OperationsTest extends PlatformTest {

    @Test
    void healthAndReadinessAreUp() {
        assertThat(api().get("/actuator/health/liveness").get("status")).isEqualTo("UP");
        assertThat(api().get("/actuator/health/readiness").get("status")).isEqualTo("UP");
    }

    @Test
    void metricsShowLagQueuesAndSagas() {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(api().get("/actuator/prometheus").text())
                                .contains(
                                        "medicaledu_projection_lag{processor=\"bookings\"}",
                                        "medicaledu_outbox_depth{state=\"due\"}",
                                        "medicaledu_inbox_depth{state=\"Received\"}",
                                        "medicaledu_sagas{type=\"BookingPaymentSaga\"}",
                                        "hikaricp_connections"));
    }

    @Test
    void openApiDescribesEveryOperationWithItsAnswers() {
        JsonNode api = api().get("/v3/api-docs").json();

        assertThat(api.path("openapi").asString()).startsWith("3.1");
        assertThat(api.path("paths").propertyNames())
                .contains(
                        "/api/auth/registration",
                        "/api/auth/sessions",
                        "/api/courses",
                        "/api/courses/{courseId}/slots",
                        "/api/bookings",
                        "/api/bookings/{bookingId}/payment",
                        "/api/bookings/{bookingId}/cancellation",
                        "/api/payments/{paymentId}/refunds",
                        "/api/audit/events",
                        "/webhooks/stripe",
                        "/webhooks/paypal")
                .noneMatch(path -> path.startsWith("/sandbox"));
        api.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(operation.path("summary").asString(""))
                            .as(operation.toString())
                            .isNotEmpty();
                    assertThat(operation.path("responses").isEmpty()).isFalse();
                }));
        assertThat(api.at("/components/schemas/NewCourse/properties/price").toString())
                .contains("amount", "ISO 4217")
                .doesNotContain("minorUnits");
        assertThat(api.path("components").path("schemas").path("BookingReceipt").toString())
                .contains("amount", "holdExpiresAt");
    }

    @Test
    void everyBodyHasAnExampleOfItsOwnFields() {
        JsonNode paths = api().get("/v3/api-docs").json().path("paths");

        paths.propertyStream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .forEach(path -> path.getValue()
                        .forEach(operation -> operation
                                .path("requestBody")
                                .path("content")
                                .forEach(body -> assertThat(body.path("example").isEmpty())
                                        .as(path.getKey() + " " + operation.path("summary"))
                                        .isFalse())));
        assertThat(example(paths, "/api/courses/{courseId}", "patch").propertyNames())
                .contains("title", "tags", "price");
        assertThat(example(paths, "/api/promo-codes/{code}", "patch").propertyNames())
                .contains("maxUses", "validUntil");
        assertThat(example(paths, "/api/slots/{slotId}", "patch").propertyNames())
                .contains("startTimeUtc", "scope");
        assertThat(paths.path("/api/users").path("get").path("responses").propertyNames())
                .contains("200", "400", "401", "403");
    }

    private static JsonNode example(JsonNode paths, String path, String method) {
        return paths.path(path)
                .path(method)
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("example");
    }

    @Test
    void theDemoHasCoursesInThreeCurrenciesAndSlots() {
        JsonNode courses = api().get("/api/courses?limit=100").json().path("items");

        assertThat(courses.size()).isGreaterThanOrEqualTo(8);
        assertThat(courses)
                .extracting(course -> course.path("price").path("currency").asString())
                .contains("USD", "EUR", "JPY");
        assertThat(api().get("/api/courses?q=ultrasound")
                        .json()
                        .path("items")
                        .get(0)
                        .path("title")
                        .asString())
                .contains("ultrasound");
        assertThat(api().get("/api/courses?tag=ecg").json().path("items")).hasSize(1);
    }
}
