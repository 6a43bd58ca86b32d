package io.medicaledu.payment.webhook;

import io.medicaledu.payment.api.PaymentCommand;
import io.medicaledu.payment.api.PaymentProvider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows what a provider's webhook means for us. */
public interface WebhookTranslator {

    PaymentProvider provider();

    /** Whether webhooks of this type may mean anything to us. */
    default boolean isOfInterest(String type) {
        return true;
    }

    /**
     * @param payload the webhook's JSON, as stored
     * @throws io.medicaledu.payment.command.ProviderRefusedException if the provider knows nothing of what it tells
     * @throws io.medicaledu.payment.command.ProviderUnavailableException if the provider had to be asked and did not answer
     */
    Meaning meaningOf(String payload);

    /** As {@link #meaningOf}, if the provider need not be asked for it; else empty. */
    default Optional<Meaning> meaningOfItself(String payload) {
        return Optional.empty();
    }

    /** What a webhook asks for. */
    sealed interface Meaning {

        /** @param correlationId of the story that the payment belongs to, if the webhook tells */
        record Command(PaymentCommand command, @Nullable String correlationId) implements Meaning {}

        /** Several things at once. */
        record Several(List<Meaning> parts) implements Meaning {}

        /** Nothing here. */
        record Nothing() implements Meaning {}

        /** Something about a payment, but it does not say of which of ours. */
        record Unmatched() implements Meaning {}
    }
}
