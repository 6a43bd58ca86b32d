package io.medicaledu.payment.stripe;

import io.medicaledu.access.api.AccessKind;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.webhook.ForgedWebhooks;
import io.medicaledu.payment.webhook.WebhookIntake;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
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

/** Where Stripe delivers its events. Answers 2xx only once the event is stored. */
@RestController
@Tag(name = "Webhooks")
class StripeWebhookController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final StripeSignature signature;
    private final WebhookIntake intake;
    private final ForgedWebhooks forged;

    StripeWebhookController(StripeSignature signature, WebhookIntake intake, ForgedWebhooks forged) {
        this.signature = signature;
        this.intake = intake;
        this.forged = forged;
    }

    @PostMapping("/webhooks/stripe")
    @ResponseStatus(HttpStatus.OK)
    @SecurityRequirements
    @Operation(summary = "Receive an event from Stripe", description = "Signed by Stripe with the endpoint's secret.")
    @ApiResponse(responseCode = "200", description = "Stored")
    @ApiResponse(responseCode = "400", description = "webhook-signature, validation")
    void receive(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String header) {
        String payload = new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8);
        forged.watch(AccessKind.StripeWebhook, () -> signature.verify(payload, header));
        JsonNode event = parse(payload);
        String id = event.path("id").asString("");
        String type = event.path("type").asString("");
        if (id.isEmpty() || type.isEmpty()) {
            throw new Problem(ProblemCode.VALIDATION, "The event has no id or no type");
        }
        intake.accept(PaymentProvider.Stripe, id, type, payload);
    }

    private static JsonNode parse(String payload) {
        try {
            return JSON.readTree(payload);
        } catch (JacksonException e) {
            throw new Problem(ProblemCode.VALIDATION, "The event is not JSON");
        }
    }
}
