package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the stand-in for PayPal over HTTP, as a shop does. */
abstract class PayPalTest extends SandboxTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CREDENTIALS = "medicaledu-demo-client:medicaledu-demo-secret";

    @Autowired
    PayPalReceiver payPal;

    private String token = "";

    /** An answer and its body. */
    record Answer(int status, JsonNode body) {

        String at(String pointer) {
            JsonNode node = body.at(pointer);
            return node.isMissingNode() ? "(missing)" : node.asString();
        }

        String issue() {
            return at("/details/0/issue");
        }
    }

    @BeforeEach
    void logIn() throws Exception {
        Answer answer = token(CREDENTIALS, "grant_type=client_credentials");
        assertThat(answer.status()).isEqualTo(200);
        token = answer.at("/access_token");
    }

    @AfterEach
    void stopFailing() {
        payPal.failures.set(0);
    }

    Answer token(String credentials, String form) throws Exception {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return answer(HttpRequest.newBuilder(uri("/v1/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    Answer read(String path) throws Exception {
        return answer(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token));
    }

    /** Posts JSON, in which apostrophes stand for quotes, with a request id of its own. */
    Answer post(String path, String json) throws Exception {
        return post(path, json, UUID.randomUUID().toString());
    }

    Answer post(String path, String json, @Nullable String requestId) throws Exception {
        return post(path, json, requestId, "return=representation");
    }

    Answer post(String path, String json, @Nullable String requestId, String prefer) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Prefer", prefer)
                .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')));
        if (requestId != null) {
            request.header("PayPal-Request-Id", requestId);
        }
        return answer(request);
    }

    static Answer answer(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
    }

    private URI uri(String path) {
        return URI.create(base() + "/sandbox/paypal" + path);
    }

    /** A request for an order. */
    static String order(String value, String currency, String customId) {
        return """
                {'intent':'CAPTURE','purchase_units':[{'reference_id':'unit-1','custom_id':'%s','description':'Suturing <basics>',
                'amount':{'currency_code':'%s','value':'%s'}}],
                'payment_source':{'paypal':{'experience_context':{'user_action':'PAY_NOW',
                'return_url':'https://shop.example/return?booking=1','cancel_url':'https://shop.example/cart'}}}}""".formatted(customId, currency, value);
    }

    String newOrder() throws Exception {
        Answer created = post("/v2/checkout/orders", order("45.00", "EUR", "p-" + UUID.randomUUID()));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created.at("/id");
    }

    HttpResponse<String> page(String orderId, String action, String form) throws Exception {
        return send(
                "POST", "/sandbox/paypal/checkoutnow/" + orderId + action, "application/x-www-form-urlencoded", form);
    }

    String approvedOrder(String form) throws Exception {
        String id = newOrder();
        assertThat(page(id, "/approve", form).statusCode()).isEqualTo(303);
        return id;
    }

    Answer capture(String orderId) throws Exception {
        return post("/v2/checkout/orders/" + orderId + "/capture", "{}");
    }

    static String captureId(Answer order) {
        return order.at("/purchase_units/0/payments/captures/0/id");
    }

    /** The id of a capture of 45.00 EUR. */
    String paidCapture() throws Exception {
        Answer captured = capture(approvedOrder(""));
        assertThat(captured.status()).as(captured.body().toString()).isEqualTo(201);
        return captureId(captured);
    }

    Answer refund(String captureId, String json) throws Exception {
        return post("/v2/payments/captures/" + captureId + "/refund", json);
    }

    static String amount(String value) {
        return "{'amount':{'currency_code':'EUR','value':'" + value + "'}}";
    }

    PayPalReceiver.Received told(String type, String objectId) {
        await().until(() -> !payPal.taken(type, objectId).isEmpty());
        return payPal.taken(type, objectId).getFirst();
    }

    void waitUntilAllIsDelivered() {
        await().until(() -> jdbc.sql("SELECT count(*) FROM provider_sandbox.webhook_deliveries")
                        .query(Long.class)
                        .single()
                == 0);
    }
}
