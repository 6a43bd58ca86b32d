package io.medicaledu.app.axon;

import java.lang.reflect.Constructor;
import java.util.Locale;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.stereotype.Component;

/**
 * Aggregates are made by their constructors. Axon's Spring integration would ask the application context for a new bean
 * each time that an aggregate is read, with all post-processors, though nothing is injected into them.
 */
@Component
final class AggregateFactories implements BeanDefinitionRegistryPostProcessor {

    /** The name under which Axon looks for a factory before it registers its own. */
    private static final String SUFFIX = "AggregateFactory";

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (!(registry instanceof ConfigurableListableBeanFactory beans)) {
            throw new IllegalStateException("Aggregates cannot be looked up in " + registry);
        }
        for (String name : beans.getBeanNamesForAnnotation(Aggregate.class)) {
            Class<?> type = beans.getType(name);
            if (type != null) {
                registry.registerBeanDefinition(factoryName(type), definition(type));
            }
        }
    }

    private static String factoryName(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) + SUFFIX;
    }

    private static <T> RootBeanDefinition definition(Class<T> type) {
        return new RootBeanDefinition(ByConstructor.class, () -> new ByConstructor<>(type));
    }

    /** Makes an aggregate with no state yet; its events follow. There are no snapshots (ADR 2). */
    private static final class ByConstructor<T> implements AggregateFactory<T> {

        private final Class<T> type;
        private final Constructor<T> constructor;

        private ByConstructor(Class<T> type) {
            this.type = type;
            this.constructor = BeanUtils.getResolvableConstructor(type);
        }

        @Override
        public T createAggregateRoot(String aggregateIdentifier, DomainEventMessage<?> firstEvent) {
            return BeanUtils.instantiateClass(constructor);
        }

        @Override
        public Class<T> getAggregateType() {
            return type;
        }
    }
}
