package io.medicaledu.payment.paypal;

import io.medicaledu.access.api.AccessKind;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.webhook.ForgedWebhooks;
import io.medicaledu.payment.webhook.WebhookIntake;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where PayPal delivers its events. Answers 2xx only once the event is stored. */
@RestController
@Tag(name = "Webhooks")
class PayPalWebhookController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PayPalSignature signature;
    private final WebhookIntake intake;
    private final ForgedWebhooks forged;

    PayPalWebhookController(PayPalSignature signature, WebhookIntake intake, ForgedWebhooks forged) {
        this.signature = signature;
        this.intake = intake;
        this.forged = forged;
    }

    @PostMapping("/webhooks/paypal")
    @ResponseStatus(HttpStatus.OK)
    @SecurityRequirements
    @Operation(
            summary = "Receive an event from PayPal",
            description = "Signed by PayPal for the webhook's id. What it tells is read from PayPal before it counts.")
    @ApiResponse(responseCode = "200", description = "Stored")
    @ApiResponse(responseCode = "400", description = "webhook-signature, validation")
    void receive(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "PAYPAL-TRANSMISSION-ID", required = false) @Nullable String id,
            @Parameter(example = "2026-05-04T09:00:00Z")
                    @RequestHeader(name = "PAYPAL-TRANSMISSION-TIME", required = false)
                    @Nullable
                    String time,
            @RequestHeader(name = "PAYPAL-TRANSMISSION-SIG", required = false) @Nullable String sig,
            @Parameter(example = "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-a5cafa77")
                    @RequestHeader(name = "PAYPAL-CERT-URL", required = false)
                    @Nullable
                    String certificateUrl,
            @Parameter(example = "SHA256withRSA") @RequestHeader(name = "PAYPAL-AUTH-ALGO", required = false) @Nullable
                    String algorithm) {
        byte[] content = body == null ? new byte[0] : body;
        forged.watch(
                AccessKind.PayPalWebhook,
                () -> signature.verify(content, new PayPalTransmission(id, time, sig, certificateUrl, algorithm)));
        String payload = new String(content, StandardCharsets.UTF_8);
        JsonNode event = parse(payload);
        String eventId = event.path("id").asString("");
        String type = event.path("event_type").asString("");
        if (eventId.isEmpty() || type.isEmpty()) {
            throw new Problem(ProblemCode.VALIDATION, "The event has no id or no type");
        }
        intake.accept(PaymentProvider.PayPal, eventId, type, payload);
    }

    private static JsonNode parse(String payload) {
        try {
            return JSON.readTree(payload);
        } catch (JacksonException e) {
            throw new Problem(ProblemCode.VALIDATION, "The event is not JSON");
        }
    }
}
