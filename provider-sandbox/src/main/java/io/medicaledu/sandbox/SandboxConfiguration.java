package io.medicaledu.sandbox;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Switches the sandbox on with {@code medicaledu.sandbox.enabled}. It keeps its state in a schema of its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("medicaledu.sandbox.enabled")
@ComponentScan
@EnableConfigurationProperties(SandboxProperties.class)
public class SandboxConfiguration {

    static final String SCHEMA = "provider_sandbox";

    /** Creates the tables before anything uses them. */
    @Bean
    SandboxSchema sandboxSchema(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .locations("classpath:db/sandbox")
                .load()
                .migrate();
        return new SandboxSchema();
    }

    /** Proof that the tables are there. */
    public static final class SandboxSchema {

        SandboxSchema() {}
    }
}
