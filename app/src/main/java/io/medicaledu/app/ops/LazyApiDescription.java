package io.medicaledu.app.ops;

import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * Leaves everything that describes the HTTP API until somebody asks for the description: a start need not wait for it, and
 * no wrong setting can hide in it.
 */
@Component
class LazyApiDescription implements BeanFactoryPostProcessor {

    LazyApiDescription() {}

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        for (String name : factory.getBeanDefinitionNames()) {
            BeanDefinition definition = factory.getBeanDefinition(name);
            boolean describes = Stream.of(name, definition.getFactoryBeanName(), definition.getBeanClassName())
                    .filter(Objects::nonNull)
                    .anyMatch(each -> each.startsWith("org.springdoc") || each.equals("openApiConfiguration"));
            if (describes) {
                definition.setLazyInit(true);
            }
        }
    }
}
