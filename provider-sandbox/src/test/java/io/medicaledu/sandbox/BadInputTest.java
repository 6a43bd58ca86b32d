package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is an error in Stripe's shape. */
class BadInputTest extends SandboxTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static void assertRefused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":{").contains("\"type\":\"", "\"message\":\"");
        assertThat(answer.headers().firstValue("Request-Id")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mode=payment",
                "mode=subscription",
                "mode[]=payment",
                "%zz=1",
                "mode=%00",
                "line_items=1&mode=payment",
                "line_items[0][price_data][currency]=usd&mode=payment",
                "line_items[0][price_data][unit_amount]=99999999999999999999999&mode=payment",
                "metadata[a=b&mode=payment",
                "=",
                "&&&",
            })
    void aBadFormIsABadRequest(String body) throws Exception {
        assertRefused(send("POST", "/sandbox/stripe/v1/checkout/sessions", FORM, body), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "starting_after=%27",
                "unknown=1",
                "status=%00",
                "status%5B%5D=open"
            })
    void aBadQueryIsRefused(String query) throws Exception {
        HttpResponse<String> answer = get("/sandbox/stripe/v1/checkout/sessions?" + query);
        assertRefused(answer, query.startsWith("starting_after") ? 404 : 400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /sandbox/stripe/v1/nothing, 404",
        "GET, /sandbox/stripe/v1/refunds/re_none, 404",
        "GET, /sandbox/stripe/v1/refunds/%27%3B, 404",
        "GET, /sandbox/stripe/v1/charges/ch_none, 404",
        "GET, /sandbox/stripe/v1/events/evt_none, 404",
        "GET, /sandbox/stripe/v1/payment_intents/pi_none, 404",
        "POST, /sandbox/stripe/v1/payment_intents, 404",
        "DELETE, /sandbox/stripe/v1/refunds/re_none, 404",
        "PUT, /sandbox/stripe/v1/checkout/sessions, 404",
        "POST, /sandbox/stripe/v1/checkout/sessions/cs_none/expire, 404",
    })
    void whatDoesNotExistIsNotFound(String method, String path, int status) throws Exception {
        assertRefused(send(method, path, null, ""), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "nonsense", "multipart/form-data; boundary=x"})
    void anotherContentTypeIsRefused(String type) throws Exception {
        assertRefused(send("POST", "/sandbox/stripe/v1/refunds", type, "{\"a\":1}"), 400);
    }

    @Test
    void tooManyParametersAreRefused() throws Exception {
        assertRefused(send("POST", "/sandbox/stripe/v1/refunds", FORM, "a=1&".repeat(2_000)), 400);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /pay, application/x-www-form-urlencoded, card=%zz",
        "POST, /pay, application/json, {}",
        "PUT, /pay, application/x-www-form-urlencoded, card=1",
        "GET, '?error=%00', application/x-www-form-urlencoded, ''",
        "POST, '', application/x-www-form-urlencoded, card=1",
        "POST, /pay, application/x-www-form-urlencoded, card=%00",
    })
    void thePaymentPageRefusesNonsense(String method, String path, String type, String body) throws Exception {
        String page = "/sandbox/stripe/checkout/" + openSession().getId();

        assertThat(send(method, page + path, type, body).statusCode()).isBetween(400, 499);
    }
}
