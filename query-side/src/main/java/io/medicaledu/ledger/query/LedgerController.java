package io.medicaledu.ledger.query;

import io.medicaledu.ledger.api.LedgerAccount;
import io.medicaledu.ledger.api.LedgerBalances;
import io.medicaledu.ledger.api.LedgerEntryView;
import io.medicaledu.ledger.api.LedgerQuery.FindLedgerBalances;
import io.medicaledu.ledger.api.LedgerQuery.FindLedgerEntries;
import io.medicaledu.ledger.api.LedgerVerification;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger, for admins. */
@RestController
@RequestMapping("/api/ledger")
@RolesAllowed({"Admin", "Auditor"})
@Tag(name = "Ledger")
class LedgerController {

    private final Queries queries;
    private final LedgerVerifier verifier;

    LedgerController(Queries queries, LedgerVerifier verifier) {
        this.queries = queries;
        this.verifier = verifier;
    }

    @GetMapping("/entries")
    @Operation(
            summary = "List ledger entries, newest first",
            description = "The entries of one position add up to zero in each currency.")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "400", description = "validation")
    Page<LedgerEntryView> entries(
            @RequestParam(required = false) @Nullable UUID bookingId,
            @RequestParam(required = false) @Nullable UUID paymentId,
            @Parameter(
                            description =
                                    "provider:stripe, provider:paypal, bookings, unapplied, disputed or dispute-losses",
                            example = "provider:stripe")
                    @RequestParam(required = false)
                    @Nullable
                    String account,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(
                new FindLedgerEntries(
                        bookingId,
                        paymentId,
                        account == null ? null : accountOf(account),
                        new PageRequest(limit, cursor)),
                LedgerEntryView.class);
    }

    private static LedgerAccount accountOf(String code) {
        return LedgerAccount.of(code).orElseThrow(() -> Problem.invalid("account", "is not an account"));
    }

    @GetMapping("/balances")
    @Operation(
            summary = "Read what stands in the accounts",
            description = "What we have is positive, what we owe for it negative; the sum of each currency is zero.")
    @ApiResponse(responseCode = "200", description = "All accounts that have entries")
    LedgerBalances balances() {
        return queries.ask(new FindLedgerBalances(), LedgerBalances.class);
    }

    @PostMapping("/verification")
    @Operation(
            summary = "Hold bookings, payments, seats and ledger against each other",
            description =
                    "Waits up to 10 s until all projections have handled what has happened so far. Changes nothing.")
    @ApiResponse(responseCode = "200", description = "What does not add up; nothing, if it is balanced")
    @ApiResponse(responseCode = "503", description = "projection-behind")
    LedgerVerification verification() throws InterruptedException {
        return verifier.verify();
    }
}
