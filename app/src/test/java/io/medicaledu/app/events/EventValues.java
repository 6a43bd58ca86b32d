package io.medicaledu.app.events;

import io.medicaledu.audit.api.EventCatalog;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** The records that events are made of, and those that these are made of. */
final class EventValues {

    private final Set<Class<?>> found = new TreeSet<>(Comparator.comparing(Class::getSimpleName));

    static Set<Class<?>> ofAllEvents() {
        EventValues values = new EventValues();
        EventCatalog.byName().values().forEach(values::addPartsOf);
        return values.found;
    }

    private void addPartsOf(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            add(component.getGenericType());
        }
    }

    private void add(Type type) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(this::add);
        } else if (type instanceof Class<?> value && value.isRecord() && found.add(value)) {
            addPartsOf(value);
        }
    }
}
