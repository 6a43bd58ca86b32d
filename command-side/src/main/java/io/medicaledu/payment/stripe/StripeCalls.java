package io.medicaledu.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.ProviderUnavailableException;

/** Calls of Stripe, with its errors told apart: refused for good, refused for now, outcome unknown. */
final class StripeCalls {

    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;

    private final StripeClientFactory clients;

    StripeCalls(StripeClientFactory clients) {
        this.clients = clients;
    }

    /** One call. */
    @FunctionalInterface
    interface Call<T> {
        T make(StripeClient stripe) throws StripeException;
    }

    /**
     * @throws ProviderRefusedException if Stripe will never do it
     * @throws ProviderUnavailableException if it may work later, or has worked already
     */
    <T> T make(Call<T> call) {
        try {
            return call.make(clients.client());
        } catch (RateLimitException e) {
            throw unavailable(e, false);
        } catch (InvalidRequestException e) {
            throw isForNow(e) ? unavailable(e, false) : new ProviderRefusedException("Stripe: " + e.getMessage(), e);
        } catch (ApiConnectionException e) {
            throw unavailable(e, true);
        } catch (StripeException e) {
            // A 5xx, or a conflict with a call under the same key that is still going on; both may have had an effect.
            throw unavailable(e, true);
        }
    }

    private static boolean isForNow(StripeException e) {
        int status = e.getStatusCode() == null ? 0 : e.getStatusCode();
        return status == CONFLICT || status == TOO_MANY_REQUESTS;
    }

    private static ProviderUnavailableException unavailable(StripeException e, boolean outcomeUnknown) {
        return new ProviderUnavailableException("Stripe: " + e.getMessage(), outcomeUnknown, e);
    }
}
