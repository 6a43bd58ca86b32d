package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentCommand.RequestRefund;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.command.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Refunds by an admin. */
@RestController
@Tag(name = "Payments")
class RefundController {

    private final Commands commands;

    RefundController(Commands commands) {
        this.commands = commands;
    }

    record NewRefund(
            @NotNull Money amount,

            @Schema(example = "Goodwill") @NotBlank @Size(max = 500)
            String reason) {}

    /** The id of the refund that was requested. */
    record RefundCreated(UUID refundId) {}

    @PostMapping("/api/payments/{paymentId}/refunds")
    @RolesAllowed("Admin")
    @Operation(summary = "Refund a payment, in part or in full")
    @ApiResponse(responseCode = "201", description = "Requested; the provider's answer follows")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "422", description = "refund-exceeds-captured")
    ResponseEntity<RefundCreated> refund(@PathVariable UUID paymentId, @Valid @RequestBody NewRefund request) {
        UUID refundId =
                commands.ask(new RequestRefund(paymentId, Ids.next(), request.amount(), request.reason()), UUID.class);
        return ResponseEntity.created(URI.create("/api/payments/" + refundId)).body(new RefundCreated(refundId));
    }
}
