package io.medicaledu.sandbox;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
        Session session = openSession();
        pay(session, GOOD);
        return retrieve(session);
    }

    HttpResponse<String> pay(Session session, String card) throws IOException, InterruptedException {
        return send(
                "POST",
                "/sandbox/stripe/checkout/" + session.getId() + "/pay",
                "application/x-www-form-urlencoded",
                "card=" + URLEncoder.encode(card, StandardCharsets.UTF_8));
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
