package io.medicaledu.app.database;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The PostgreSQL that the platform brings along; used unless {@code spring.datasource.url} is given.
 *
 * @param directory where data is kept across restarts; one process at a time
 * @param port TCP port on the loopback interface; 0 means any free one
 * @param durable whether commits reach the disk before they are answered (fsync); off only in tests
 * @param settings further settings of the server, e.g. {@code shared_preload_libraries}
 */
@ConfigurationProperties("medicaledu.embedded-database")
public record EmbeddedDatabaseProperties(
        @DefaultValue("data/postgresql") Path directory,
        @DefaultValue("0") int port,
        @DefaultValue("true") boolean durable,
        @DefaultValue Map<String, String> settings) {}
