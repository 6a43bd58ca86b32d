package io.medicaledu.promotion.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.kernel.limit.GuessLimit;
import io.medicaledu.promotion.api.PromoCodeQuery.FindPromoCode;
import io.medicaledu.promotion.api.PromoCodeQuery.FindPromoCodes;
import io.medicaledu.promotion.api.PromoCodeQuery.QuotePromoCode;
import io.medicaledu.promotion.api.PromoCodeQuote;
import io.medicaledu.promotion.api.PromoCodeView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.query.ETags;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Promo codes, for admins; and what one would save, for students. */
@RestController
@RequestMapping("/api/promo-codes")
@Tag(name = "Promo codes")
class PromoCodeQueryController {

    private final Queries queries;
    private final GuessLimit guesses;

    PromoCodeQueryController(Queries queries, GuessLimit guesses) {
        this.queries = queries;
        this.guesses = guesses;
    }

    @GetMapping
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "List promo codes, newest first")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<PromoCodeView> promoCodes(
            @RequestParam(defaultValue = "20") int limit, @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(new FindPromoCodes(new PageRequest(limit, cursor)), PromoCodeView.class);
    }

    @GetMapping("/{code}")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "Read a promo code")
    @ApiResponse(responseCode = "200", description = "The promo code")
    @ApiResponse(responseCode = "404", description = "not-found")
    ResponseEntity<PromoCodeView> promoCode(@Parameter(example = "WELCOME10") @PathVariable String code) {
        PromoCodeView view = queries.ask(new FindPromoCode(code), PromoCodeView.class);
        return ETags.ok(view, view.version());
    }

    @GetMapping("/{code}/quote")
    @Operation(summary = "See what a promo code would save on a slot")
    @ApiResponse(responseCode = "200", description = "Price, discount, and what is left to pay")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(
            responseCode = "422",
            description = "promo-code-unknown, promo-code-expired, promo-code-exhausted, promo-code-not-applicable")
    @ApiResponse(responseCode = "429", description = "rate-limited, after many promo codes that do not exist")
    PromoCodeQuote quote(
            @AuthenticationPrincipal Caller caller,
            @Parameter(example = "WELCOME10") @PathVariable String code,
            @RequestParam UUID slotId) {
        return guesses.guard(
                caller.userId(),
                () -> queries.ask(new QuotePromoCode(code, slotId, caller.userId()), PromoCodeQuote.class));
    }
}
