package io.medicaledu.subscription.command;

import io.medicaledu.audit.api.EventCatalog;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Problem;
import io.medicaledu.subscription.api.WebhookSecret;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of the requests about subscriptions. */
final class SubscriptionRequests {

    private SubscriptionRequests() {}

    /** @param from the position after which to begin; missing: now, at the end of the feed */
    record NewSubscription(
            @Schema(example = "https://hooks.example.org/medicaledu") @NotNull @Size(max = 2_000)
            String url,

            @Schema(
                    example = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
                    description = "whsec_ and the base64 of 24 to 64 bytes; missing: one is made")
            @Nullable
            String secret,

            @Schema(example = "[\"Booking*\", \"PaymentCaptured\"]", description = "Missing or empty: all")
            @Size(max = 100)
            @Nullable
            List<@NotNull String> types,

            @Schema(example = "0") @PositiveOrZero @Nullable Long from) {

        WebhookSecret secretOrNew() {
            if (secret == null) {
                return WebhookSecret.next();
            }
            try {
                return new WebhookSecret(secret);
            } catch (IllegalArgumentException e) {
                throw Problem.invalid("secret", "must be whsec_ and the base64 of 24 to 64 bytes");
            }
        }
    }

    /** A merge patch: what is missing stays as it is; types that are null are all. */
    @Schema(name = "SubscriptionChange")
    record Change(
            @Schema(example = "https://hooks.example.org/medicaledu") @Size(max = 2_000)
            Edit<String> url,

            @Schema(example = "[\"Booking*\"]") @Size(max = 100)
            Edit<List<@NotNull String>> types) {}

    /** @param position after which to go on */
    record Rewind(
            @Schema(example = "0") @NotNull @PositiveOrZero Long position) {}

    /** The secret is shown here and never again. */
    record Created(UUID subscriptionId, String secret) {}

    /** @throws Problem {@code validation} if one of them is no type, nor the beginning of one */
    static List<String> requireTypes(List<String> types) {
        for (String type : types) {
            if (EventCatalog.matching(type).isEmpty()) {
                throw Problem.invalid("types", "has one that is no type of event, nor the beginning of one");
            }
        }
        return types.stream().distinct().toList();
    }
}
