package io.medicaledu.payment.stripe;

import io.medicaledu.payment.command.PublicUrls;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stripe is offered once its API key is set. */
@Configuration(proxyBeanMethods = false)
class StripeConfiguration {

    @Bean
    @ConditionalOnProperty("medicaledu.stripe.secret-key")
    StripeGateway stripeGateway(StripeProperties properties, PublicUrls urls, Clock clock) {
        return new StripeGateway(new StripeClientFactory(properties, urls), urls, clock);
    }
}
