package io.medicaledu.app.eventstore;

import java.sql.SQLException;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Event store and token store on tables that Flyway owns, and the serializer of tokens. */
@Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {

    /** Tokens. The validator is needed for the tokens of a replay, which name their own class. */
    @Bean
    @Primary
    Serializer serializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(
                        mapper -> mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType("org.axonframework.")
                                .allowIfSubType("java.util.")
                                .build()))
                .build();
    }

    @Bean
    ConnectionProvider connectionProvider(javax.sql.DataSource dataSource) {
        return new SpringDataSourceConnectionProvider(dataSource);
    }

    /** SQLSTATE 23505, unique violation: somebody else wrote the same step of the aggregate. */
    @Bean
    PersistenceExceptionResolver persistenceExceptionResolver() {
        return exception -> {
            for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                    return true;
                }
            }
            return false;
        };
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            ConnectionProvider connectionProvider,
            TransactionManager transactionManager,
            PersistenceExceptionResolver resolver,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            EventUpcaster upcaster,
            List<AppendedEvents> hearers,
            AggregateMemory memory,
            GapHorizons gaps) {
        EventSchema schema = EventSchema.builder()
                .eventTable("event_store.domain_events")
                .snapshotTable("event_store.snapshot_events")
                .globalIndexColumn("global_index")
                .timestampColumn("time_stamp")
                .eventIdentifierColumn("event_identifier")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .typeColumn("type")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .build();
        JdbcEventStorageEngine.Builder builder = JdbcEventStorageEngine.builder()
                .connectionProvider(connectionProvider)
                .transactionManager(transactionManager)
                .schema(schema)
                .dataType(String.class);
        builder.eventSerializer(eventSerializer)
                .snapshotSerializer(eventSerializer)
                .upcasterChain(upcaster)
                .persistenceExceptionResolver(resolver);
        builder.batchSize(500);
        return new PostgresEventStorageEngine(
                builder,
                transactionManager,
                events -> hearers.forEach(hearer -> hearer.appended(events)),
                memory,
                gaps);
    }

    @Bean
    GapHorizons gapHorizons() {
        return new GapHorizons();
    }

    /**
     * What this node has committed goes from memory to those who follow the stream; they need not read it again. It is the
     * database's commit that counts: a unit of work may have joined a larger transaction.
     */
    @Bean
    AppendedEvents committedEvents(ObjectProvider<EventTail> tail) {
        return events -> {
            EventTail followed = tail.getObject();
            followed.appended(events);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    followed.committed(events);
                }

                @Override
                public void afterCompletion(int status) {
                    if (status != STATUS_COMMITTED) {
                        followed.rolledBack(events);
                    }
                }
            });
        };
    }

    @Bean
    EventStore eventStore(EventStorageEngine engine, List<AppendedEvents> hearers) {
        return new AggregateEventStore(
                EmbeddedEventStore.builder().storageEngine(engine).optimizeEventConsumption(false), hearers);
    }

    @Bean
    TokenStore tokenStore(ConnectionProvider connectionProvider, Serializer serializer) {
        TokenSchema schema = TokenSchema.builder()
                .setTokenTable("event_store.token_entry")
                .setProcessorNameColumn("processor_name")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("claimed_at")
                .build();
        return JdbcTokenStore.builder()
                .connectionProvider(connectionProvider)
                .schema(schema)
                .contentType(byte[].class)
                .serializer(serializer)
                .build();
    }
}
