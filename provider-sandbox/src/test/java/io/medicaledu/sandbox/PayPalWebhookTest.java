package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PayPalWebhookTest extends PayPalTest {

    private static final String COMPLETED = "PAYMENT.CAPTURE.COMPLETED";

    /** Faults and failures concern the next delivery, whosever it is: nothing of another test may be under way. */
    @BeforeEach
    void settle() {
        waitUntilAllIsDelivered();
    }

    @Test
    void eventsHavePayPalsShapeAndCanBeReadAndResent() throws Exception {
        String order = approvedOrder("");
        String capture = captureId(capture(order));

        PayPalReceiver.Received approved = told("CHECKOUT.ORDER.APPROVED", order);
        assertThat(approved.event().at("/resource_type").asString()).isEqualTo("checkout-order");
        assertThat(approved.event().at("/resource/status").asString()).isEqualTo("APPROVED");
        PayPalReceiver.Received completed = told(COMPLETED, capture);
        assertThat(completed.event().at("/event_version").asString()).isEqualTo("1.0");
        assertThat(completed.event().at("/resource_version").asString()).isEqualTo("2.0");
        assertThat(completed.event().at("/summary").asString()).isEqualTo("Payment completed for 45.00 EUR");
        assertThat(completed
                        .event()
                        .at("/resource/supplementary_data/related_ids/order_id")
                        .asString())
                .isEqualTo(order);
        String id = completed.event().at("/id").asString();
        assertThat(read("/v1/notifications/webhooks-events/" + id).body()).isEqualTo(completed.event());
        assertThat(post("/v1/notifications/webhooks-events/" + id + "/resend", "{}")
                        .status())
                .isEqualTo(202);
        await().untilAsserted(() -> assertThat(payPal.taken(COMPLETED, capture)).hasSize(2));
        assertThat(send(
                                "POST",
                                "/sandbox/paypal/webhooks/redeliver",
                                "application/json",
                                "{\"eventId\":\"" + id + "\",\"times\":2}")
                        .statusCode())
                .isEqualTo(202);
        await().untilAsserted(() -> assertThat(payPal.taken(COMPLETED, capture)).hasSize(4));
    }

    @Test
    void thePayPalEventsAreNoneOfStripes() throws Exception {
        String capture = paidCapture();
        String id = told(COMPLETED, capture).event().at("/id").asString();

        assertThat(get("/sandbox/stripe/v1/events/" + id).statusCode()).isEqualTo(404);
        assertThat(get("/sandbox/stripe/v1/events?limit=100").body()).doesNotContain(capture);
    }

    @Test
    void theCertificateIsByTheSandboxesOwnAuthorityAndStaysTheSame() throws Exception {
        String url = told(COMPLETED, paidCapture()).headers().getOrDefault("paypal-cert-url", "");

        List<X509Certificate> chain = PayPalReceiver.certificates(url);

        assertThat(url).startsWith(base() + "/sandbox/paypal/certs/CERT-");
        assertThat(chain).hasSize(2);
        assertThat(chain.getFirst().getBasicConstraints()).isEqualTo(-1);
        assertThat(chain.getFirst().getSubjectX500Principal().getName())
                .contains("CN=messageverificationcerts.paypal-sandbox.test");
        assertThat(chain.getLast().getBasicConstraints()).isZero();
        assertThat(PayPalReceiver.certificates(base() + "/sandbox/paypal/certs/ca.pem"))
                .containsExactly(chain.getLast());
        assertThat(told(COMPLETED, paidCapture()).headers()).containsEntry("paypal-cert-url", url);
        assertThat(jdbc.sql("SELECT certificate || ca_certificate FROM provider_sandbox.paypal_signing_key")
                        .query(String.class)
                        .list())
                .containsExactly(get(url.substring(base().length())).body());
        assertThat(get("/sandbox/paypal/certs/CERT-none.pem").statusCode()).isEqualTo(404);
    }

    @Test
    void payPalVerifiesWhatItHasSent() throws Exception {
        PayPalReceiver.Received received = told(COMPLETED, paidCapture());

        assertThat(verification(received, received.body(), "WH-MEDICALEDU-DEMO"))
                .isEqualTo("SUCCESS");

        assertThat(verification(received, received.body(), "WH-ANOTHER")).isEqualTo("FAILURE");
        assertThat(verification(received, received.body().replace("45.00", "54.00"), "WH-MEDICALEDU-DEMO"))
                .isEqualTo("FAILURE");
        assertThat(post("/v1/notifications/verify-webhook-signature", "{}").status())
                .isEqualTo(400);
    }

    private String verification(PayPalReceiver.Received received, String event, String webhookId) throws Exception {
        ObjectNode request = JsonMapper.shared().createObjectNode();
        request.put("transmission_id", received.headers().get("paypal-transmission-id"));
        request.put("transmission_time", received.headers().get("paypal-transmission-time"));
        request.put("transmission_sig", received.headers().get("paypal-transmission-sig"));
        request.put("auth_algo", received.headers().get("paypal-auth-algo"));
        request.put("cert_url", received.headers().getOrDefault("paypal-cert-url", ""));
        request.put("webhook_id", webhookId);
        String json = request.toString();
        return post(
                        "/v1/notifications/verify-webhook-signature",
                        json.substring(0, json.length() - 1) + ", \"webhook_event\" : " + event + " }",
                        null)
                .at("/verification_status");
    }

    @Test
    void anEventIsRepeatedUntilItIsTaken() throws Exception {
        String order = approvedOrder("");
        waitUntilAllIsDelivered();
        payPal.failures.set(3);

        String capture = captureId(capture(order));

        await().untilAsserted(() -> assertThat(payPal.taken(COMPLETED, capture)).hasSize(1));
        assertThat(payPal.failures).hasValue(0);
    }

    @Test
    void aLostEventNeverArrives() throws Exception {
        webhookFault("webhook-lost", "");

        String capture = paidCapture();

        waitUntilAllIsDelivered();
        assertThat(payPal.taken(COMPLETED, capture)).isEmpty();
    }

    @Test
    void aDoubledEventArrivesTwice() throws Exception {
        webhookFault("webhook-doubled", "");

        String capture = paidCapture();

        await().untilAsserted(() -> assertThat(payPal.taken(COMPLETED, capture)).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-late", "webhook-reordered", "delay"})
    void anEventIsHeldBack(String kind) throws Exception {
        webhookFault(kind, ",'delayMillis':400");

        String capture = paidCapture();

        await().during(Duration.ofMillis(200))
                .until(() -> payPal.taken(COMPLETED, capture).isEmpty());
        await().untilAsserted(() -> assertThat(payPal.taken(COMPLETED, capture)).hasSize(1));
    }

    @Test
    void aWronglySignedEventIsRefusedAndComesAgain() throws Exception {
        int before = payPal.wronglySigned.get();
        webhookFault("webhook-wrongly-signed", ",'times':2");

        String capture = paidCapture();

        await().untilAsserted(() -> assertThat(payPal.taken(COMPLETED, capture)).hasSize(1));
        assertThat(payPal.wronglySigned.get() - before).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsLostMakesTheEventComeAgain() throws Exception {
        webhookFault("error-before", "");
        webhookFault("error-after", "");

        String capture = paidCapture();

        await().untilAsserted(() -> assertThat(payPal.taken(COMPLETED, capture)).hasSize(2));
    }

    private void webhookFault(String kind, String more) throws Exception {
        assertThat(fault("{'operation':'webhook','eventType':'" + COMPLETED + "','kind':'" + kind + "'" + more + "}")
                        .statusCode())
                .isEqualTo(201);
    }
}
