package io.medicaledu.app.eventstore;

import io.medicaledu.audit.api.EventCatalog;
import java.util.Map;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Writes events as JSON under their logical name and revision ({@code BookingConfirmed}, {@code 1}) instead of a Java
 * class name, so that classes can move for as long as the events live.
 */
final class EventTypeSerializer extends Jackson3Serializer {

    private final Map<String, Class<?>> typesByName = EventCatalog.byName();

    EventTypeSerializer(Builder builder) {
        super(builder);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        Class<?> known = typesByName.get(type.getName());
        return known != null ? known : super.classForType(type);
    }

    @Override
    @SuppressWarnings("rawtypes") // as in the overridden method
    public SerializedType typeForClass(Class type) {
        if (type != null && typesByName.get(type.getSimpleName()) == type) {
            Revision revision = ((Class<?>) type).getAnnotation(Revision.class);
            return new SimpleSerializedType(type.getSimpleName(), revision == null ? null : revision.value());
        }
        return super.typeForClass(type);
    }
}
