package io.medicaledu.app.cli;

import java.io.IOException;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The part of the platform that reads for auditors, on one connection: no web server, no migration, nothing that follows
 * events or works in the background. Its properties are the platform's, with its profiles.
 */
final class AuditSession implements AutoCloseable {

    private final AuditDatabase database;
    private final AnnotationConfigApplicationContext context;

    private AuditSession(AuditDatabase database, AnnotationConfigApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    /**
     * Connects to the database.
     *
     * @param properties those that win over the environment's
     * @throws CliException if that is not possible
     */
    static AuditSession open(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("options", properties));
        ConfigurationPropertySources.attach(environment);
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        AuditDatabase database = AuditDatabase.open(environment);
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        try {
            context.setEnvironment(environment);
            context.registerBean("dataSource", DataSource.class, database::dataSource);
            context.register(AuditConfiguration.class);
            context.refresh();
            return new AuditSession(database, context);
        } catch (RuntimeException e) {
            context.close();
            closeAfter(database, e);
            throw e;
        }
    }

    private static void closeAfter(AuditDatabase database, RuntimeException e) {
        try {
            database.close();
        } catch (IOException also) {
            e.addSuppressed(also);
        }
    }

    /** One of the platform's readers, or anything else that {@link AuditConfiguration} has. */
    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Whether one of the profiles is active, as the platform would start. */
    boolean hasProfile(String profile) {
        return context.getEnvironment().matchesProfiles(profile);
    }

    @Override
    public void close() throws IOException {
        context.close();
        database.close();
    }
}
