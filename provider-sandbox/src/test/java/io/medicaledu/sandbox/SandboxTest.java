package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import com.stripe.net.ApiResource;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** One running sandbox for all tests; each test works on sessions of its own. */
@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(
        properties = {
            "medicaledu.sandbox.enabled=true",
            "medicaledu.sandbox.stripe.secret-key=" + SandboxTest.API_KEY,
            "medicaledu.sandbox.stripe.webhook-secret=" + WebhookReceiver.SECRET,
            "medicaledu.sandbox.webhook-retry.delays=20ms,50ms,100ms",
            "medicaledu.sandbox.stripe.refund-settled-after=1h",
            "logging.level.root=warn"
        })
abstract class SandboxTest {

    static final String API_KEY = "sk_test_of_this_test";
    static final String GOOD = "4242 4242 4242 4242";
    static final String DECLINED = "4000000000000002";
    static final String POOR = "4000000000009995";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebhookReceiver receiver;

    @LocalServerPort
    int port;

    StripeClient stripe = new StripeClient(API_KEY);

    @BeforeEach
    void connect() {
        stripe = clientWithKey(API_KEY);
    }

    @AfterEach
    void clearFaults() throws Exception {
        send("DELETE", "/sandbox/faults", null, "");
        receiver.failures.set(0);
    }

    StripeClient clientWithKey(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(base() + "/sandbox/stripe")
                .setMaxNetworkRetries(0)
                .build();
    }

    String base() {
        return "http://localhost:" + port;
    }

    static SessionCreateParams.Builder session(long amount, String currency) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId("ref-" + UUID.randomUUID())
                .putMetadata("bookingId", "b-1")
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("paymentId", "p-1")
                        .build())
                .setSuccessUrl("https://shop.example/thanks?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("https://shop.example/cart")
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency(currency)
                                .setUnitAmount(amount)
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName("Suturing <basics>")
                                        .build())
                                .build())
                        .build());
    }

    Session openSession() throws StripeException {
        return stripe.v1().checkout().sessions().create(session(4_500, "eur").build());
    }

    Session retrieve(Session session) throws StripeException {
        return stripe.v1().checkout().sessions().retrieve(session.getId());
    }

    Session paidSession() throws Exception {
        return sessionPaidBy(GOOD);
    }

    Session sessionPaidBy(String card) throws Exception {
        Session session = openSession();
        assertThat(pay(session, card).statusCode()).isEqualTo(303);
        return retrieve(session);
    }

    Charge chargeOf(String intent) throws StripeException {
        return stripe.v1()
                .charges()
                .retrieve(stripe.v1().paymentIntents().retrieve(intent).getLatestCharge());
    }

    Refund refund(String intent, long amount) throws StripeException {
        return stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent)
                        .setAmount(amount)
                        .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                        .putMetadata("refundId", "r-1")
                        .build());
    }

    HttpResponse<String> pay(Session session, String card) throws IOException, InterruptedException {
        return send(
                "POST",
                "/sandbox/stripe/checkout/" + session.getId() + "/pay",
                "application/x-www-form-urlencoded",
                "card=" + URLEncoder.encode(card, StandardCharsets.UTF_8));
    }

    /** Plays somebody's part: a customer's, a bank's. */
    HttpResponse<String> control(String path, String json) throws IOException, InterruptedException {
        return send("POST", "/sandbox/stripe" + path, "application/json", json.replace('\'', '"'));
    }

    /** As {@link #control}, and what it answers, which has to be a success. */
    <T extends StripeObject> T control(String path, String json, Class<T> type)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = control(path, json);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return ApiResource.GSON.fromJson(answer.body(), type);
    }

    /** What was told about the object, whether delivered or not, oldest first. */
    List<String> told(String objectId) {
        return jdbc.sql("""
                        SELECT type FROM provider_sandbox.stripe_events
                        WHERE body::jsonb #>> '{data,object,id}' = ? ORDER BY seq""").param(objectId).query(String.class).list();
    }

    HttpResponse<String> fault(String json) throws IOException, InterruptedException {
        return send("POST", "/sandbox/faults", "application/json", json.replace('\'', '"'));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, "");
    }

    HttpResponse<String> send(String method, String path, @Nullable String type, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path))
                .header("Authorization", "Bearer " + API_KEY)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    long count(String sql, String param) {
        return jdbc.sql("SELECT count(*) FROM provider_sandbox." + sql)
                .param(param)
                .query(Long.class)
                .single();
    }
}
