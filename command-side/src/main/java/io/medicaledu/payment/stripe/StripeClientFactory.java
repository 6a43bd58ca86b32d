package io.medicaledu.payment.stripe;

import com.stripe.StripeClient;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PublicUrls;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the client with the first call: only then is it known on which port a sandbox in this process listens. */
final class StripeClientFactory {

    private final Supplier<StripeClient> maker;
    private volatile @Nullable StripeClient client;

    StripeClientFactory(StripeProperties properties, PublicUrls urls) {
        this.maker = () -> make(properties, urls);
    }

    StripeClient client() {
        StripeClient known = client;
        if (known == null) {
            known = maker.get();
            client = known;
        }
        return known;
    }

    private static StripeClient make(StripeProperties properties, PublicUrls urls) {
        StripeClient.StripeClientBuilder builder = StripeClient.builder()
                .setApiKey(String.valueOf(properties.secretKey()))
                .setConnectTimeout((int) properties.connectTimeout().toMillis())
                .setReadTimeout((int) properties.readTimeout().toMillis())
                .setMaxNetworkRetries(0);
        String base = properties.apiBase() != null ? properties.apiBase() : urls.sandbox(PaymentProvider.Stripe);
        if (base != null) {
            builder.setApiBase(base);
        }
        return builder.build();
    }
}
