package io.medicaledu.app.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@link ShadowTables} before the application's connections, wherever its database is. */
@Configuration(proxyBeanMethods = false)
class ShadowConfiguration {

    private static final String APPLICATION = "dataSource";

    @Bean
    static BeanPostProcessor shadowTables() {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals(APPLICATION) && bean instanceof DataSource dataSource
                        ? ShadowTables.behind(dataSource)
                        : bean;
            }
        };
    }
}
