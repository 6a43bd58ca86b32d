package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The books of the providers that this installation works with. */
@Component
class Books {

    private final Map<PaymentProvider, ProviderBooks> byProvider = new EnumMap<>(PaymentProvider.class);

    Books(ObjectProvider<ProviderBooks> books) {
        books.forEach(each -> byProvider.put(each.provider(), each));
    }

    /** Whose books can be read. */
    List<PaymentProvider> providers() {
        return List.copyOf(byProvider.keySet());
    }

    /**
     * The provider asked for, or all of them.
     *
     * @throws Problem {@code payment-provider-unavailable} if there is none
     */
    List<PaymentProvider> providers(@Nullable PaymentProvider wanted) {
        List<PaymentProvider> found = providers().stream()
                .filter(each -> wanted == null || each == wanted)
                .toList();
        if (found.isEmpty()) {
            throw unavailable((wanted == null ? "No provider" : wanted) + " is set up here");
        }
        return found;
    }

    /** @throws Problem {@code payment-provider-unavailable} */
    ProviderBooks of(PaymentProvider provider) {
        ProviderBooks books = byProvider.get(provider);
        if (books == null) {
            throw unavailable(provider + " is not set up here");
        }
        return books;
    }

    private static Problem unavailable(String detail) {
        return new Problem(ProblemCode.PAYMENT_PROVIDER_UNAVAILABLE, detail);
    }
}
