package io.medicaledu.payment.stripe;

import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.payment.command.PublicUrls;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stripe is offered once its API key is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("medicaledu.stripe.secret-key")
class StripeConfiguration {

    @Bean
    StripeCalls stripeCalls(StripeProperties properties, PublicUrls urls) {
        return new StripeCalls(new StripeClientFactory(properties, urls));
    }

    @Bean
    StripeGateway stripeGateway(StripeCalls calls, PublicUrls urls, Clock clock) {
        return new StripeGateway(calls, new StripeCheckouts(calls, urls, clock));
    }

    @Bean
    StripeBooks stripeBooks(StripeCalls calls) {
        return new StripeBooks(calls);
    }

    @Bean
    StripeWebhooks stripeWebhooks(StripeCalls calls, ProviderTransactions transactions) {
        return new StripeWebhooks(new StripeObjects(calls), transactions);
    }
}
