package io.medicaledu.app.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database. Without options it is the one that the platform itself would take from its environment. */
final class ConnectionOptions {

    @Option(
            names = {"--url", "--spring.datasource.url"},
            paramLabel = "<jdbc-url>",
            description = "A PostgreSQL database, e.g. jdbc:postgresql://localhost:5432/medicaledu.")
    private @Nullable String url;

    @Option(
            names = {"--user", "--spring.datasource.username"},
            paramLabel = "<role>",
            description = "The role; one that may only read is enough. Default: the platform's.")
    private @Nullable String user;

    @Option(
            names = "--password-variable",
            paramLabel = "<name>",
            description = "The environment variable that holds the password. Default: SPRING_DATASOURCE_PASSWORD.")
    private @Nullable String passwordVariable;

    @Option(
            names = {"--directory", "--medicaledu.embedded-database.directory"},
            paramLabel = "<folder>",
            description = "The folder of an embedded database whose platform does not run. Default: data/postgresql.")
    private @Nullable Path directory;

    /** As properties of the platform; they win over those of its environment. */
    Map<String, Object> properties() {
        if (url != null && directory != null) {
            throw CliException.badUsage("Give either --url or --directory");
        }
        Map<String, Object> properties = new HashMap<>();
        if (url != null) {
            if (url.matches("(?i).*[?&]password=.*")) {
                throw CliException.badUsage("A password does not belong into --url: see --password-variable");
            }
            properties.put("spring.datasource.url", url);
        }
        if (directory != null) {
            properties.put("spring.datasource.url", "");
            properties.put("medicaledu.embedded-database.directory", directory.toString());
        }
        if (user != null) {
            properties.put("spring.datasource.username", user);
        }
        if (passwordVariable != null) {
            String password = System.getenv(passwordVariable);
            if (password == null) {
                throw CliException.badUsage("There is no environment variable " + passwordVariable);
            }
            properties.put("spring.datasource.password", password);
        }
        return properties;
    }
}
