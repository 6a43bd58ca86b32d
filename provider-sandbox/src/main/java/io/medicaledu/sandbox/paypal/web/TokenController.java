package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.paypal.PayPalException;
import io.medicaledu.sandbox.paypal.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives access tokens for client credentials (https://developer.paypal.com/api/rest/authentication/). */
@RestController
class TokenController {

    private final PayPalCalls calls;
    private final Tokens tokens;
    private final String expected;

    TokenController(PayPalCalls calls, Tokens tokens, SandboxProperties properties) {
        this.calls = calls;
        this.tokens = tokens;
        String credentials =
                properties.paypal().clientId() + ":" + properties.paypal().clientSecret();
        this.expected = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/sandbox/paypal/v1/oauth2/token")
    ResponseEntity<String> token(HttpServletRequest request) {
        return calls.answerAnybody(request, "paypal.token", call -> {
            if (!expected.equals(request.getHeader(HttpHeaders.AUTHORIZATION))) {
                throw PayPalException.oauth(401, "invalid_client", "Client Authentication failed");
            }
            if (!isClientCredentials(call)) {
                throw PayPalException.oauth(400, "unsupported_grant_type", "Grant Type is NULL or not supported");
            }
            return PayPalReply.ok(tokens.issue());
        });
    }

    /** The container gives the form either as parameters or, once the body was read by us, as text. */
    private static boolean isClientCredentials(PayPalCall call) {
        return "client_credentials".equals(call.request().getParameter("grant_type"))
                || call.raw().contains("grant_type=client_credentials");
    }
}
