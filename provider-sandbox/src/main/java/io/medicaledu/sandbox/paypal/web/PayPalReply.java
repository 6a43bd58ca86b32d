package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.paypal.Json;
import io.medicaledu.sandbox.paypal.PayPalException;
import java.util.Map;

/** An answer as it goes over the wire, and as it is kept for its request id. */
record PayPalReply(int status, String body) {

    static PayPalReply ok(Map<String, Object> body) {
        return new PayPalReply(200, Json.write(body));
    }

    static PayPalReply created(Map<String, Object> body) {
        return new PayPalReply(201, Json.write(body));
    }

    static PayPalReply refusal(PayPalException e) {
        return new PayPalReply(e.status(), Json.write(e.body()));
    }

    boolean isSuccess() {
        return status < 300;
    }

    /** What a repetition gets: a successful answer to an idempotent request is 200, never 201. */
    PayPalReply repeated() {
        return new PayPalReply(isSuccess() ? 200 : status, body);
    }
}
