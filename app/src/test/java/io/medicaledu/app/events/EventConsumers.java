package io.medicaledu.app.events;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Who handles which events, by the handler methods of all classes with a processing group. */
final class EventConsumers {

    private final List<Handler> handlers = new ArrayList<>();
    private final List<Handler> aggregates = new ArrayList<>();

    private record Handler(String name, Class<?> event) {}

    static EventConsumers find() {
        EventConsumers consumers = new EventConsumers();
        for (Class<?> type : annotatedWith(ProcessingGroup.class)) {
            String group = type.getAnnotation(ProcessingGroup.class).value();
            for (Method method : type.getDeclaredMethods()) {
                if (AnnotatedElementUtils.hasAnnotation(method, EventHandler.class) && method.getParameterCount() > 0) {
                    consumers.handlers.add(new Handler(
                            "`" + type.getSimpleName() + "` (" + group + ")", method.getParameterTypes()[0]));
                }
            }
        }
        for (Class<?> type : annotatedWith(Aggregate.class)) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(EventSourcingHandler.class)) {
                    consumers.aggregates.add(new Handler(type.getSimpleName(), method.getParameterTypes()[0]));
                }
            }
        }
        return consumers;
    }

    private static List<Class<?>> annotatedWith(Class<? extends Annotation> annotation) {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(annotation));
        return scan.findCandidateComponents("io.medicaledu").stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(type -> !type.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()
                        .contains("test-classes"))
                .toList();
    }

    /** Those that handle the event itself or a family that it is of; not those that handle all events. */
    Set<String> of(Class<?> event) {
        Set<String> names = new TreeSet<>();
        handlers.stream()
                .filter(handler -> handler.event().isAssignableFrom(event))
                .forEach(handler -> names.add(handler.name()));
        return names;
    }

    /** The aggregates whose state is made of the family's events. */
    Set<String> aggregatesOf(Class<?> family) {
        Set<String> names = new TreeSet<>();
        aggregates.stream()
                .filter(handler -> family.isAssignableFrom(handler.event()))
                .forEach(handler -> names.add(handler.name()));
        return names;
    }
}
