package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayPalOrderTest extends PayPalTest {

    @Test
    void aTokenIsForTheRightCredentialsAndLastsNineHours() throws Exception {
        Answer good = token("medicaledu-demo-client:medicaledu-demo-secret", "grant_type=client_credentials");
        Answer wrongSecret = token("medicaledu-demo-client:guess", "grant_type=client_credentials");
        Answer wrongGrant = token("medicaledu-demo-client:medicaledu-demo-secret", "grant_type=password");

        assertThat(good.at("/token_type")).isEqualTo("Bearer");
        assertThat(good.body().path("expires_in").asInt()).isEqualTo(32_400);
        assertThat(wrongSecret.status()).isEqualTo(401);
        assertThat(wrongSecret.at("/error")).isEqualTo("invalid_client");
        assertThat(wrongGrant.status()).isEqualTo(400);
        assertThat(wrongGrant.at("/error")).isEqualTo("unsupported_grant_type");
    }

    @Test
    void aTokenThatIsOverIsRefused() throws Exception {
        String order = newOrder();

        assertThat(post("/tokens/expire", "{}").status()).isEqualTo(200);

        assertThat(read("/v2/checkout/orders/" + order).status()).isEqualTo(401);
        assertThat(read("/v2/checkout/orders/" + order).at("/error")).isEqualTo("invalid_token");
        logIn();
        assertThat(read("/v2/checkout/orders/" + order).status()).isEqualTo(200);
    }

    @Test
    void aNewOrderWaitsForThePayer() throws Exception {
        Answer created =
                post("/v2/checkout/orders", order("45.00", "EUR", "p-1"), "r-" + UUID.randomUUID(), "return=minimal");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/status")).isEqualTo("PAYER_ACTION_REQUIRED");
        assertThat(created.body().has("purchase_units")).isFalse();
        assertThat(created.at("/links/1/rel")).isEqualTo("payer-action");
        assertThat(created.at("/links/1/href")).isEqualTo(base() + "/sandbox/paypal/checkoutnow/" + created.at("/id"));
        Answer order = read("/v2/checkout/orders/" + created.at("/id"));
        assertThat(order.at("/intent")).isEqualTo("CAPTURE");
        assertThat(order.at("/purchase_units/0/custom_id")).isEqualTo("p-1");
        assertThat(order.at("/purchase_units/0/amount/value")).isEqualTo("45.00");
        assertThat(order.body().has("payer")).isFalse();
    }

    @Test
    void idsHaveTheShapeThatPayPalGivesThem() throws Exception {
        Answer longest = post("/v2/checkout/orders", order("45.00", "EUR", "p".repeat(127)));
        Answer tooLong = post("/v2/checkout/orders", order("45.00", "EUR", "p".repeat(128)));

        assertThat(read("/v2/checkout/orders/" + longest.at("/id")).at("/purchase_units/0/payee/merchant_id"))
                .matches("[2-9A-HJ-NP-Z]{13}");
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.issue()).isEqualTo("INVALID_STRING_LENGTH");
    }

    @Test
    void anOrderWithoutAPaymentSourceIsCreatedWithAnApproveLink() throws Exception {
        Answer created = post(
                "/v2/checkout/orders",
                "{'intent':'CAPTURE','purchase_units':[{'amount':{'currency_code':'JPY','value':'9000'}}],"
                        + "'application_context':{'return_url':'https://shop.example/r'}}",
                null);

        assertThat(created.at("/status")).isEqualTo("CREATED");
        assertThat(created.body().path("links").findValuesAsString("rel"))
                .containsExactly("self", "approve", "capture");
        assertThat(created.at("/purchase_units/0/reference_id")).isEqualTo("default");
        assertThat(created.at("/purchase_units/0/amount/value")).isEqualTo("9000");
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 10.123, 422, DECIMAL_PRECISION",
        "JPY, 10.5, 422, DECIMALS_NOT_SUPPORTED",
        "HUF, 10.00, 422, DECIMALS_NOT_SUPPORTED",
        "TWD, 10.0, 422, DECIMALS_NOT_SUPPORTED",
        "KWD, 10.00, 422, CURRENCY_NOT_SUPPORTED",
        "INR, 10.00, 422, CURRENCY_NOT_SUPPORTED",
        "XXQ, 10.00, 422, INVALID_CURRENCY_CODE",
        "EURO, 10.00, 400, INVALID_STRING_LENGTH",
        "EUR, ten, 400, INVALID_PARAMETER_SYNTAX",
        "EUR, '1,000.00', 400, INVALID_PARAMETER_SYNTAX",
        "EUR, 0.00, 422, CANNOT_BE_ZERO_OR_NEGATIVE",
        "EUR, -1.00, 422, CANNOT_BE_ZERO_OR_NEGATIVE",
        "EUR, 10000000.00, 422, MAX_VALUE_EXCEEDED",
    })
    void amountsFollowPayPalsRules(String currency, String value, int status, String issue) throws Exception {
        Answer answer = post("/v2/checkout/orders", order(value, currency, "p-1"));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.issue()).isEqualTo(issue);
        assertThat(answer.at("/name")).isEqualTo(status == 400 ? "INVALID_REQUEST" : "UNPROCESSABLE_ENTITY");
        assertThat(answer.at("/debug_id")).startsWith("f");
        assertThat(answer.at("/links/0/rel")).isEqualTo("information_link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{'intent':'AUTHORIZE'}",
                "{'intent':'CAPTURE'}",
                "{'intent':'CAPTURE','purchase_units':[]}",
                "{'intent':'CAPTURE','purchase_units':[{}]}",
                "{'intent':'CAPTURE','purchase_units':[{'amount':{'currency_code':'EUR','value':1.5}}]}",
                "{'intent':'CAPTURE','purchase_units':[{'amount':{'currency_code':'EUR','value':'1.50'}}],"
                        + "'payment_source':{'card':{}}}",
                "{'intent':'CAPTURE','purchase_units':[{'amount':{'currency_code':'EUR','value':'1.50'}}],"
                        + "'application_context':{'return_url':'javascript:alert(1)'}}",
            })
    void aBadRequestIsRefused(String json) throws Exception {
        Answer answer = post("/v2/checkout/orders", json);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.at("/name")).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void anOrderWithAPaymentSourceNeedsARequestId() throws Exception {
        Answer answer = post("/v2/checkout/orders", order("45.00", "EUR", "p-1"), null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.issue()).isEqualTo("PAYPAL_REQUEST_ID_REQUIRED");
    }

    @Test
    void theSameRequestIdGivesTheSameOrder() throws Exception {
        String id = "r-" + UUID.randomUUID();
        Answer first = post("/v2/checkout/orders", order("45.00", "EUR", id), id);
        Answer second = post("/v2/checkout/orders", order("45.00", "EUR", id), id);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(count("paypal_orders WHERE custom_id = ?", id)).isEqualTo(1);
    }

    @Test
    void aTestCanLetAnOrderExpire() throws Exception {
        String id = newOrder();

        assertThat(post("/orders/" + id + "/expire", "{}").at("/status")).isEqualTo("VOIDED");

        assertThat(read("/v2/checkout/orders/" + id).at("/status")).isEqualTo("VOIDED");
    }

    @Test
    void thePageShowsWhatIsPaidAndLeadsBack() throws Exception {
        String id = newOrder();

        HttpResponse<String> page = get("/sandbox/paypal/checkoutnow/" + id);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body()).contains("<html lang=\"en\">", "45.00 EUR", "Suturing &lt;basics&gt;", "/approve\"");
        HttpResponse<String> cancelled = page(id, "/cancel", "");
        assertThat(cancelled.statusCode()).isEqualTo(303);
        assertThat(cancelled.headers().firstValue("Location")).hasValue("https://shop.example/cart?token=" + id);
        assertThat(page(id, "/approve", "outcome=lottery").statusCode()).isEqualTo(422);
        assertThat(page(id, "/approve", "").statusCode()).isEqualTo(303);
        capture(id);
        assertThat(page(id, "/approve", "").statusCode()).isEqualTo(409);
        assertThat(page(id, "/cancel", "").statusCode()).isEqualTo(409);
        assertThat(get("/sandbox/paypal/checkoutnow/" + id).body()).contains("already paid");
        assertThat(get("/sandbox/paypal/checkoutnow/NONE").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/checkout/orders/NONE",
                "/v2/checkout/orders/%27%3B",
                "/v2/payments/captures/NONE",
                "/v2/payments/refunds/NONE",
                "/v1/customer/disputes/NONE",
                "/v1/notifications/webhooks-events/NONE",
                "/v2/nothing",
            })
    void whatDoesNotExistIsNotFound(String path) throws Exception {
        Answer answer = read(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/name")).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(answer.issue()).isEqualTo("INVALID_RESOURCE_ID");
    }

    @Test
    void anotherContentTypeIsRefused() throws Exception {
        String token = token("medicaledu-demo-client:medicaledu-demo-secret", "grant_type=client_credentials")
                .at("/access_token");

        Answer answer = answer(HttpRequest.newBuilder(URI.create(base() + "/sandbox/paypal/v2/checkout/orders"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.at("/name")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }
}
