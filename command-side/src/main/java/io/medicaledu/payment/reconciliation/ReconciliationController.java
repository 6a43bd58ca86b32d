package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.RequestContext;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Comparing providers' books with ours on demand, and what came of it. */
@RestController
@RequestMapping(ReconciliationController.PATH)
@RolesAllowed("Admin")
@Tag(name = "Reconciliation")
class ReconciliationController {

    static final String PATH = "/api/payments/reconciliation";

    private static final Duration LONGEST = Duration.ofDays(92);

    private final Books books;
    private final Runs runs;
    private final ReconciliationWorker worker;
    private final Clock clock;

    ReconciliationController(Books books, Runs runs, ReconciliationWorker worker, Clock clock) {
        this.books = books;
        this.runs = runs;
        this.worker = worker;
        this.clock = clock;
    }

    /** @param provider all of them if it is left out */
    record NewRun(
            @Nullable PaymentProvider provider,

            @Schema(description = "Included", example = "2026-07-01T00:00:00Z") @NotNull
            Instant from,

            @Schema(description = "Not included; at most 92 days later", example = "2026-07-04T00:00:00Z") @NotNull
            Instant until) {}

    /** One run for each provider. */
    record Requested(List<Run> runs) {}

    @PostMapping
    @Operation(
            summary = "Compare a provider's books with ours",
            description = "Works in the background. What is very young is not judged: judgedUntil tells.")
    @ApiResponse(responseCode = "202", description = "Queued; Location is where to look")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "422", description = "payment-provider-unavailable")
    ResponseEntity<Requested> run(@Valid @RequestBody NewRun request) {
        validate(request);
        Period period = new Period(request.from(), request.until());
        String caller = caller();
        List<Run> requested = books.providers(request.provider()).stream()
                .map(provider -> runs.request(provider, period, caller))
                .toList();
        worker.wake();
        String location =
                requested.size() == 1 ? PATH + "/" + requested.getFirst().id() : PATH;
        return ResponseEntity.accepted().location(URI.create(location)).body(new Requested(requested));
    }

    private void validate(NewRun request) {
        if (!request.until().isAfter(request.from())) {
            throw Problem.invalid("until", "must be after from");
        }
        if (request.until().isAfter(clock.instant())) {
            throw Problem.invalid("until", "must not be in the future");
        }
        if (Duration.between(request.from(), request.until()).compareTo(LONGEST) > 0) {
            throw Problem.invalid("until", "must be at most " + LONGEST.toDays() + " days after from");
        }
    }

    private static String caller() {
        RequestContext context = RequestContext.current();
        return context == null || context.caller() == null
                ? "unknown"
                : context.caller().userId().toString();
    }

    @GetMapping
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "List the comparisons, newest first")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<Run> list(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "20") int limit) {
        PageRequest page = new PageRequest(limit, cursor);
        List<Run> items = runs.list(Cursors.parse(page.cursor()), page.limit());
        return new Page<>(
                items, items.size() < limit ? null : Cursors.of(items.getLast().number()));
    }

    @GetMapping("/{runId}")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "Read how far a comparison is, or what it has found")
    @ApiResponse(responseCode = "200", description = "The run")
    @ApiResponse(responseCode = "404", description = "not-found")
    Run get(@PathVariable UUID runId) {
        return runs.get(runId);
    }
}
