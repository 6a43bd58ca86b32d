package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayPalFaultTest extends PayPalTest {

    /** As if that much time had passed since the call. */
    private void letAge(String requestId, Duration age) {
        jdbc.sql(
                        "UPDATE provider_sandbox.paypal_idempotency SET created_at = created_at - CAST(? AS interval) WHERE key = ?")
                .params(age.toSeconds() + " seconds", requestId)
                .update();
    }

    @Test
    void aRefundsRequestIdIsForgottenAfter45Days() throws Exception {
        String path = "/v2/payments/captures/" + paidCapture() + "/refund";
        String requestId = UUID.randomUUID().toString();
        String first = post(path, amount("5.00"), requestId).at("/id");
        letAge(requestId, Duration.ofDays(44));
        assertThat(post(path, amount("5.00"), requestId).at("/id")).isEqualTo(first);

        letAge(requestId, Duration.ofDays(2));

        Answer second = post(path, amount("5.00"), requestId);
        assertThat(second.at("/id")).isNotEqualTo(first);
        assertThat(post(path, amount("5.00"), requestId).at("/id")).isEqualTo(second.at("/id"));
    }

    @Test
    void anOrdersRequestIdIsForgottenAfterSixHoursButItsMoneyIsTakenOnce() throws Exception {
        String path = "/v2/checkout/orders";
        String order = order("45.00", "EUR", "p-" + UUID.randomUUID());
        String requestId = UUID.randomUUID().toString();
        String first = post(path, order, requestId).at("/id");
        letAge(requestId, Duration.ofHours(5));
        assertThat(post(path, order, requestId).at("/id")).isEqualTo(first);
        letAge(requestId, Duration.ofHours(2));
        assertThat(post(path, order, requestId).at("/id")).isNotEqualTo(first);

        page(first, "/approve", "");
        String captureId = UUID.randomUUID().toString();
        assertThat(post(path + "/" + first + "/capture", "{}", captureId).status())
                .isEqualTo(201);
        letAge(captureId, Duration.ofHours(7));
        assertThat(post(path + "/" + first + "/capture", "{}", captureId).issue())
                .isEqualTo("ORDER_ALREADY_CAPTURED");
    }

    @ParameterizedTest
    @CsvSource({
        "error-before, 500, INTERNAL_SERVER_ERROR",
        "server-error-500, 500, INTERNAL_SERVER_ERROR",
        "conflict-409, 409, RESOURCE_CONFLICT",
        "rate-limit-429, 429, RATE_LIMIT_REACHED",
    })
    void aCallFailsWithoutEffectAndThenWorks(String kind, int status, String name) throws Exception {
        String order = approvedOrder("");
        String path = "/v2/checkout/orders/" + order + "/capture";
        String requestId = UUID.randomUUID().toString();
        fault("{'operation':'paypal.order.capture','kind':'" + kind + "','times':2}");

        for (int i = 0; i < 2; i++) {
            Answer failed = post(path, "{}", requestId);
            assertThat(failed.status()).isEqualTo(status);
            assertThat(failed.at("/name")).isEqualTo(name);
        }
        assertThat(count("paypal_captures WHERE order_id = ?", order)).isZero();

        assertThat(post(path, "{}", requestId).status()).isEqualTo(201);
    }

    @Test
    void anErrorAfterTheEffectIsHealedByTheRequestId() throws Exception {
        String order = approvedOrder("");
        String path = "/v2/checkout/orders/" + order + "/capture";
        String requestId = UUID.randomUUID().toString();
        fault("{'operation':'paypal.order.capture','kind':'error-after'}");

        assertThat(post(path, "{}", requestId).status()).isEqualTo(500);
        assertThat(count("paypal_captures WHERE order_id = ?", order)).isEqualTo(1);

        Answer repeated = post(path, "{}", requestId);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.at("/status")).isEqualTo("COMPLETED");
        assertThat(count("paypal_captures WHERE order_id = ?", order)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "paypal.order.get, /v2/checkout/orders/NONE",
        "paypal.capture.get, /v2/payments/captures/NONE",
        "paypal.refund.get, /v2/payments/refunds/NONE",
        "paypal.dispute.get, /v1/customer/disputes/NONE",
        "paypal.dispute.list, /v1/customer/disputes",
        "paypal.event.get, /v1/notifications/webhooks-events/NONE",
        "paypal.transactions.list, /v1/reporting/transactions",
        "*, /v2/checkout/orders/NONE",
    })
    void readingFails(String operation, String path) throws Exception {
        assertThat(fault("{'operation':'" + operation + "','kind':'rate-limit-429'}")
                        .statusCode())
                .isEqualTo(201);

        assertThat(read(path).status()).isEqualTo(429);
        assertThat(read(path).status()).isNotEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({
        "paypal.order.create, /v2/checkout/orders",
        "paypal.refund.create, /v2/payments/captures/NONE/refund",
        "paypal.webhook.verify, /v1/notifications/verify-webhook-signature",
    })
    void writingFails(String operation, String path) throws Exception {
        assertThat(fault("{'operation':'" + operation + "','kind':'conflict-409'}")
                        .statusCode())
                .isEqualTo(201);

        assertThat(post(path, "{}").status()).isEqualTo(409);
        assertThat(post(path, "{}").status()).isIn(400, 404);
    }

    @Test
    void aTokenIsNotGiven() throws Exception {
        fault("{'operation':'paypal.token','kind':'server-error-500'}");

        assertThat(token("medicaledu-demo-client:medicaledu-demo-secret", "grant_type=client_credentials")
                        .status())
                .isEqualTo(500);
    }

    @Test
    void aCallIsDelayed() throws Exception {
        String order = newOrder();
        fault("{'operation':'paypal.order.get','kind':'delay','delayMillis':300}");

        Instant start = Instant.now();
        assertThat(read("/v2/checkout/orders/" + order).status()).isEqualTo(200);

        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void onlyRefundsStayPending() throws Exception {
        assertThat(fault("{'operation':'paypal.order.create','kind':'pending'}").statusCode())
                .isEqualTo(400);
        assertThat(fault("{'operation':'paypal.refund.create','kind':'pending'}")
                        .statusCode())
                .isEqualTo(201);
    }
}
