package io.medicaledu.promotion.command;

import io.medicaledu.promotion.api.PromoCodeCommand.ChangePromoCode;
import io.medicaledu.promotion.api.PromoCodeCommand.CreatePromoCode;
import io.medicaledu.promotion.api.PromoCodeCommand.DeactivatePromoCode;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.MediaTypes;
import io.medicaledu.shared.command.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Creating and changing promo codes. */
@RestController
@RequestMapping("/api/promo-codes")
@RolesAllowed("Admin")
@Tag(name = "Promo codes")
class PromoCodeController {

    private final Commands commands;

    PromoCodeController(Commands commands) {
        this.commands = commands;
    }

    /** The promo code that was created. */
    record PromoCodeCreated(UUID promoCodeId, String code) {}

    @PostMapping
    @Operation(summary = "Create a promo code")
    @ApiResponse(responseCode = "201", description = "Created")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "409", description = "promo-code-exists")
    ResponseEntity<PromoCodeCreated> create(@Valid @RequestBody PromoCodeRequests.NewPromoCode request) {
        String code = PromoCodes.normalize(request.code());
        UUID id = commands.ask(new CreatePromoCode(Ids.promoCode(code), code, request.terms()), UUID.class);
        return ResponseEntity.created(URI.create("/api/promo-codes/" + code)).body(new PromoCodeCreated(id, code));
    }

    @PatchMapping(
            path = "/{code}",
            consumes = {MediaTypes.JSON, MediaTypes.MERGE_PATCH})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change a promo code's terms", description = "The discount itself stays as it is.")
    @ApiResponse(responseCode = "204", description = "Changed")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    void change(
            @Parameter(example = "WELCOME10") @PathVariable String code,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody PromoCodeRequests.Change request) {
        UUID id = Ids.promoCode(PromoCodes.normalize(code));
        commands.send(new ChangePromoCode(id, request.change()), Versions.ifMatch(ifMatch));
    }

    @DeleteMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deactivate a promo code")
    @ApiResponse(responseCode = "204", description = "Deactivated")
    @ApiResponse(responseCode = "404", description = "not-found")
    void deactivate(@PathVariable String code) {
        commands.send(new DeactivatePromoCode(Ids.promoCode(PromoCodes.normalize(code))));
    }
}
