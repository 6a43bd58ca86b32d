package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PayPalSigner;
import io.medicaledu.app.support.PayPalStories;
import io.medicaledu.app.support.Scenario.Booked;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PayPal tells, in whatever way it comes, and who else tries to tell something. */
class PayPalWebhookTest extends PayPalStories {

    private static final String APPROVED = "CHECKOUT.ORDER.APPROVED";

    private static String event(String id, String type, String resource) {
        return """
                {"id":"%s","event_version":"1.0","event_type":"%s","resource":{"id":"%s","status":"COMPLETED",
                "amount":{"currency_code":"EUR","value":"45.00"}}}""".formatted(id, type, resource);
    }

    private static String someEvent() {
        return event("WH-" + UUID.randomUUID(), "PAYMENT.CAPTURE.COMPLETED", "0AB12345CD678901E");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook-doubled",
                "webhook-reordered",
                "webhook-late",
                "webhook-wrongly-signed",
                "error-before",
                "error-after"
            })
    void theBookingIsConfirmedOnceHoweverTheWebhooksCome(String kind) {
        Booked booked = booked();
        fault("webhook", kind, 2);

        approve(booked, "completed");

        booked.awaitStatus("Confirmed");
        awaitInboxDone();
        assertThat(eventCount(booked.paymentId(), "PaymentCaptured")).isEqualTo(1);
        assertThat(captures(booked, "COMPLETED")).hasSize(1);
    }

    @Test
    void anApprovalWhoseWebhookIsLostIsFoundBeforeTheHoldEnds() {
        Booked booked = booked();
        fault(Map.of("operation", "webhook", "kind", "webhook-lost", "eventType", APPROVED));

        approve(booked, "completed");

        booked.awaitStatus("Confirmed");
        assertThat(captures(booked, "COMPLETED")).hasSize(1);
    }

    @Test
    void allWebhooksFiveTimesAndInReverseOrderChangeNothingMore() {
        Booked booked = confirmed();
        List<String> payloads = webhooksOf(booked);
        assertThat(payloads).hasSizeGreaterThanOrEqualTo(2);
        Collections.reverse(payloads);

        for (int i = 0; i < 5; i++) {
            for (String payload : payloads) {
                String another = payload.replaceFirst("WH-", "WH-" + i);
                assertThat(signer().deliver(another).status()).isEqualTo(200);
            }
        }

        awaitInboxDone();
        assertThat(captures(booked, "COMPLETED")).hasSize(1);
        assertThat(eventCount(booked.paymentId(), "PaymentCaptured")).isEqualTo(1);
        assertThat(eventCount(booked.paymentId(), "CaptureRequested")).isEqualTo(1);
        assertThat(eventCount(booked.paymentId(), "SurplusCaptured")).isZero();
        assertThat(eventCount(booked.id(), "BookingConfirmed")).isEqualTo(1);
    }

    @Test
    void aSignedEventIsNotBelievedUntilPayPalSaysTheSame() {
        Booked booked = booked();
        assertThat(signer().deliver(event("WH-" + UUID.randomUUID(), APPROVED, orderId(booked)))
                        .status())
                .isEqualTo(200);
        String forged = event("WH-FORGED-" + UUID.randomUUID(), "PAYMENT.CAPTURE.COMPLETED", "9ZZ99999ZZ999999Z")
                .replace("\"resource\":{", "\"resource\":{\"custom_id\":\"" + booked.paymentId() + "\",");
        assertThat(signer().deliver(forged).status()).isEqualTo(200);

        awaitInboxDone();

        assertThat(booked.status()).isEqualTo("Pending");
        assertThat(eventCount(booked.paymentId(), "CaptureRequested")).isZero();
        assertThat(eventCount(booked.paymentId(), "PaymentCaptured")).isZero();
    }

    @Test
    void anEventAboutSomethingUnknownIsKeptForTheAdmin() {
        String id = "WH-UNKNOWN-" + UUID.randomUUID();
        assertThat(signer().deliver(event(id, "PAYMENT.CAPTURE.COMPLETED", "8YY88888YY888888Y"))
                        .status())
                .isEqualTo(200);

        Api admin = scenario().admin();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                admin.get("/api/webhook-inbox?state=Unmatched").text())
                        .contains(id));
    }

    @Test
    void whatIsNotSignedByPayPalIsRefused() {
        PayPalSigner good = signer();
        String url = good.certificateUrl();

        assertThat(api().postRaw("/webhooks/paypal", someEvent()).code()).isEqualTo("webhook-signature");
        refused(good.forWebhook("WH-OF-SOMEBODY-ELSE"));
        refused(good.by("SHA1withRSA"));
        refused(good.withCertificate(url.replace("CERT-", "CERT-0")));
        refused(good.withCertificate(url.replace("/certs/", "/certs/../certs/")));
        refused(good.withCertificate(url.replace("localhost", "127.0.0.1")));
        refused(good.withCertificate("https://api.paypal.com.attacker.example/v1/notifications/certs/CERT-1"));
        refused(good.withCertificate("https://api.paypal.com@attacker.example/v1/notifications/certs/CERT-1"));
        refused(good.withCertificate("http://api.paypal.com/v1/notifications/certs/CERT-1"));
        refused(good.withCertificate("https://api.paypal.com:8443/v1/notifications/certs/CERT-1"));
        refused(good.withCertificate("https://api.paypal.com/v1/other/CERT-1"));
        assertThat(good.deliver(someEvent(), someEvent()).code()).isEqualTo("webhook-signature");
    }

    private static void refused(PayPalSigner signer) {
        assertThat(signer.deliver(someEvent()).code()).isEqualTo("webhook-signature");
    }

    @Test
    void staleAndFutureTransmissionsAreRefusedAndThoseOfTheLastDaysTaken() {
        Instant now = Instant.now();
        refused(signer().at(now.minus(5, ChronoUnit.DAYS)));
        refused(signer().at(now.plus(10, ChronoUnit.MINUTES)));

        assertThat(signer().at(now.minus(3, ChronoUnit.DAYS))
                        .deliver(someEvent())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSignedBodyThatIsNoEventIsRefused() {
        assertThat(signer().deliver("not json").code()).isEqualTo("validation");
        assertThat(signer().deliver("{}").code()).isEqualTo("validation");
    }
}
