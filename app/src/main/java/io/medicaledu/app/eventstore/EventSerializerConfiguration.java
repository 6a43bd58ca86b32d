package io.medicaledu.app.eventstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How events are written and read. */
@Configuration(proxyBeanMethods = false)
public class EventSerializerConfiguration {

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer() {
        return new EventTypeSerializer(Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> mapper.changeDefaultVisibility(
                        visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))));
    }

    /** For whoever reads stored events: the engine, and those who read the table themselves. */
    @Bean
    EventUpcaster eventUpcaster() {
        return new RevisionUpcaster(EventRevisions.STEPS);
    }
}
