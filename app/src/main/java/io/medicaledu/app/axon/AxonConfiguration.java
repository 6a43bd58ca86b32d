package io.medicaledu.app.axon;

import io.medicaledu.app.feed.Followers;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How commands and events are processed. */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    @Bean
    CorrelationDataProvider correlationDataProvider() {
        return new StoryCorrelation();
    }

    /** A query is one statement, which needs no transaction around it. */
    @Bean
    QueryBus queryBus() {
        return SimpleQueryBus.builder().build();
    }

    /**
     * Claims and the outbox run in the command's own transaction. Everybody else follows the event stream together
     * ({@link Followers}); who cannot handle an event is set apart, visibly.
     */
    @Bean
    ConfigurerModule eventProcessing(Followers followers) {
        return configurer -> configurer.eventProcessing(processing -> processing
                .registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.INSTANCE)
                .registerDefaultErrorHandler(configuration -> PropagatingErrorHandler.INSTANCE)
                .registerEventProcessorFactory((name, configuration, invoker) -> followers.add(name, invoker))
                .registerSubscribingEventProcessor("claims")
                .registerSubscribingEventProcessor("outbox"));
    }
}
