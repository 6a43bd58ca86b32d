package io.medicaledu.payment.paypal;

import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.payment.command.PublicUrls;
import io.medicaledu.shared.command.Commands;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PayPal is offered once its client id is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("medicaledu.paypal.client-id")
class PayPalConfiguration {

    @Bean
    PayPalCalls payPalCalls(PayPalProperties properties, PublicUrls urls, Clock clock) {
        PayPalHttp http = new PayPalHttp(properties, urls);
        return new PayPalCalls(http, new PayPalTokens(http, properties, clock));
    }

    @Bean
    PayPalGateway payPalGateway(PayPalCalls calls, PublicUrls urls, Clock clock) {
        return new PayPalGateway(new PayPalCheckouts(calls, urls, clock), new PayPalRefunds(calls, clock));
    }

    @Bean
    PayPalOrders payPalOrders(JdbcClient jdbc, Clock clock) {
        return new PayPalOrders(jdbc, clock);
    }

    @Bean
    PayPalOrderKeeping payPalOrderKeeping(PayPalOrders orders) {
        return new PayPalOrderKeeping(orders);
    }

    @Bean
    PayPalWebhooks payPalWebhooks(PayPalCalls calls, PayPalOrders orders, ProviderTransactions transactions) {
        return new PayPalWebhooks(
                calls, orders, new PayPalReversals(calls, orders, new PayPalDisputes(calls), transactions));
    }

    @Bean
    PayPalBooks payPalBooks(PayPalCalls calls, PayPalProperties properties, Clock clock) {
        return new PayPalBooks(calls.patient(), properties.booksLag(), clock);
    }

    @Bean
    PayPalOrderChecks payPalOrderChecks(PayPalOrders orders, PayPalWebhooks webhooks, Commands commands) {
        return new PayPalOrderChecks(orders, webhooks, commands);
    }
}
