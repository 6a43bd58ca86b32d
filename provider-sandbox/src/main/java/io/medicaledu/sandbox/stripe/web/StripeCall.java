package io.medicaledu.sandbox.stripe.web;

import io.medicaledu.sandbox.stripe.Form;
import io.medicaledu.sandbox.stripe.StripeException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** A call as it arrived. */
record StripeCall(HttpServletRequest request) {

    private static final int LONGEST_KEY = 255;

    /** @throws StripeException if the API key is missing or wrong */
    void authenticate(String secretKey) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || authorization.isBlank()) {
            throw unauthorized("You did not provide an API key. You need to provide your API key in the Authorization"
                    + " header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        }
        if (!authorization.equals("Bearer " + secretKey)) {
            throw unauthorized("Invalid API Key provided: ****" + lastFour(authorization));
        }
    }

    private static StripeException unauthorized(String message) {
        return new StripeException(401, StripeException.INVALID_REQUEST, null, null, message);
    }

    private static String lastFour(String text) {
        return text.substring(Math.max(0, text.length() - 4));
    }

    /** @throws StripeException if it is too long */
    @Nullable
    String idempotencyKey() {
        String key = request.getHeader("Idempotency-Key");
        if (key != null && key.length() > LONGEST_KEY) {
            throw StripeException.invalid(
                    null, "Idempotency-Key", "Idempotency keys can have at most " + LONGEST_KEY + " characters.");
        }
        return key == null || key.isEmpty() ? null : key;
    }

    /** @throws StripeException if the body is no form */
    Form form() {
        String type = request.getContentType();
        if (type != null
                && request.getMethod().equals("POST")
                && !type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            throw unreadable();
        }
        Map<String, String> values = new HashMap<>();
        try {
            request.getParameterMap().forEach((name, all) -> values.put(name, all[all.length - 1]));
        } catch (IllegalStateException e) {
            // Tomcat's way to refuse broken encodings and too many parameters.
            throw unreadable();
        }
        return new Form(values);
    }

    private static StripeException unreadable() {
        return new StripeException(
                400,
                StripeException.INVALID_REQUEST,
                null,
                null,
                "Invalid request (check that your POST content type is application/x-www-form-urlencoded).");
    }

    /** The same for the same call. */
    String fingerprint(Form form) {
        return request.getMethod() + " " + request.getRequestURI() + " " + form.fingerprint();
    }
}
