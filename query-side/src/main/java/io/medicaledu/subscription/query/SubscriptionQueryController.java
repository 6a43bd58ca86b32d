package io.medicaledu.subscription.query;

import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.query.Queries;
import io.medicaledu.subscription.api.SubscriptionQuery.FindSubscription;
import io.medicaledu.subscription.api.SubscriptionQuery.FindSubscriptions;
import io.medicaledu.subscription.api.SubscriptionView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions, and how far each is. */
@RestController
@RequestMapping("/api/subscriptions")
@RolesAllowed({"Admin", "Auditor"})
@Tag(name = "Subscriptions")
class SubscriptionQueryController {

    private final Queries queries;

    SubscriptionQueryController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    @Operation(summary = "List subscriptions, newest first")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<SubscriptionView> subscriptions(
            @RequestParam(defaultValue = "20") int limit, @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(new FindSubscriptions(new PageRequest(limit, cursor)), SubscriptionView.class);
    }

    @GetMapping("/{subscriptionId}")
    @Operation(summary = "Read a subscription", description = "Where it is, and why it does not go on.")
    @ApiResponse(responseCode = "200", description = "The subscription")
    @ApiResponse(responseCode = "404", description = "not-found")
    SubscriptionView subscription(@PathVariable UUID subscriptionId) {
        return queries.ask(new FindSubscription(subscriptionId), SubscriptionView.class);
    }
}
