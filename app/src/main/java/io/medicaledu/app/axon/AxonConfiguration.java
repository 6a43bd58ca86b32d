package io.medicaledu.app.axon;

import io.medicaledu.app.eventstore.EventTail;
import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.async.SequentialPolicy;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How commands and events are processed. */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    private static final int PROJECTION_BATCH = 200;
    private static final int SAGA_BATCH = 20;
    /** From the first event: receipts came later, but what was paid before them has receipts too (docs/adr/0012). */
    private static final List<String> SAGAS =
            List.of("BookingPaymentSagaProcessor", "RefundSagaProcessor", "ReceiptSagaProcessor", "slot-cancellation");

    /** They came later: what had happened before them is not theirs. */
    private static final List<String> FROM_NOW_ON = List.of("enrollment-upkeep", "departure", "notices");

    /**
     * It reads bookings, as notices do, but follows refunds, whose order is another one: of two that keep the locks of a
     * batch of bookings, one would have to give way again and again.
     */
    private static final String ONE_AT_A_TIME = "enrollment-upkeep";

    @Bean
    CorrelationDataProvider correlationDataProvider() {
        return new StoryCorrelation();
    }

    /**
     * Claims and the outbox run in the command's own transaction. Projections and sagas follow the event stream from its
     * beginning; what they cannot handle stops them, visibly, instead of being skipped.
     */
    @Bean
    ConfigurerModule eventProcessing(ObjectProvider<EventTail> source, EventThreads threads) {
        return configurer -> configurer
                .eventProcessing(processing -> processing
                        .registerDefaultListenerInvocationErrorHandler(
                                configuration -> PropagatingErrorHandler.INSTANCE)
                        .registerDefaultErrorHandler(configuration -> PropagatingErrorHandler.INSTANCE)
                        .registerDefaultSequencingPolicy(configuration -> byAggregate())
                        // One row there is told of by slot, booking and payment.
                        .registerSequencingPolicy("slot-cancellations", configuration -> new SequentialPolicy())
                        .configureDefaultStreamableMessageSource(configuration -> source.getObject())
                        .usingPooledStreamingEventProcessors((configuration, builder) -> threads.lendTo(builder)
                                .batchSize(PROJECTION_BATCH)
                                .initialSegmentCount(1)
                                .initialToken(StreamableMessageSource::createTailToken))
                        .registerSubscribingEventProcessor("claims")
                        .registerSubscribingEventProcessor("outbox"))
                .eventProcessing(processing ->
                        SAGAS.forEach(saga -> processing.registerPooledStreamingEventProcessorConfiguration(
                                saga,
                                (configuration, builder) -> threads.lendTo(builder)
                                        .batchSize(SAGA_BATCH)
                                        .initialSegmentCount(1)
                                        .initialToken(StreamableMessageSource::createTailToken))))
                .eventProcessing(processing ->
                        FROM_NOW_ON.forEach(name -> processing.registerPooledStreamingEventProcessorConfiguration(
                                name,
                                (configuration, builder) -> threads.lendTo(builder)
                                        .batchSize(name.equals(ONE_AT_A_TIME) ? 1 : SAGA_BATCH)
                                        .initialSegmentCount(1)
                                        .initialToken(StreamableMessageSource::createHeadToken))));
    }

    /** Events of one aggregate in their order; the same in every JVM. */
    private static SequencingPolicy<EventMessage<?>> byAggregate() {
        return event -> event instanceof DomainEventMessage<?> domainEvent
                ? domainEvent.getAggregateIdentifier()
                : event.getIdentifier();
    }
}
