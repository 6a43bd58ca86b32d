package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.paypal.PayPalException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call as it arrived.
 *
 * @param raw the body
 * @param pending true if a test asked that what it makes stays pending
 */
record PayPalCall(HttpServletRequest request, String raw, boolean pending) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_REQUEST_ID = 108;

    static PayPalCall of(HttpServletRequest request) {
        try {
            byte[] body = request.getInputStream().readAllBytes();
            return new PayPalCall(request, new String(body, StandardCharsets.UTF_8), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PayPalCall thatStaysPending() {
        return new PayPalCall(request, raw, true);
    }

    /** The access token; empty if there is none. */
    String bearer() {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).trim()
                : "";
    }

    /**
     * The body; no body is an empty object.
     *
     * @throws PayPalException 415 if it is not announced as JSON, 400 if it is no JSON object
     */
    JsonNode body() {
        String type = request.getContentType();
        if (type == null || !type.startsWith(MediaType.APPLICATION_JSON_VALUE)) {
            throw PayPalException.of(
                    415, "UNSUPPORTED_MEDIA_TYPE", "The server does not support the request payload's media type.");
        }
        try {
            JsonNode body = JSON.readTree(raw.isBlank() ? "{}" : raw);
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException e) {
            // Refused below, as JSON of another kind is.
        }
        throw PayPalException.invalid("/", "MALFORMED_REQUEST_JSON", "The request JSON is not well formed.");
    }

    /** @throws PayPalException if it is too long */
    @Nullable
    String requestId() {
        String id = request.getHeader("PayPal-Request-Id");
        if (id != null && id.length() > LONGEST_REQUEST_ID) {
            throw PayPalException.invalidParameter(
                    "PayPal-Request-Id",
                    "header",
                    "INVALID_STRING_LENGTH",
                    "It must have 1 to " + LONGEST_REQUEST_ID + " characters.");
        }
        return id == null || id.isBlank() ? null : id;
    }

    /** True if the caller wants all of the object back. */
    boolean wantsAll() {
        String prefer = request.getHeader("Prefer");
        return prefer != null && prefer.contains("return=representation");
    }

    Map<String, String> query() {
        Map<String, String> query = new HashMap<>();
        request.getParameterMap().forEach((name, all) -> query.put(name, all[all.length - 1]));
        return query;
    }

    /** For what a request id counts. */
    String scope() {
        return request.getMethod() + " " + request.getRequestURI();
    }
}
