package io.medicaledu.app.support;

import io.medicaledu.audit.api.EventCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;

/** The golden files: what each released revision of an event looks like in the store. */
public final class GoldenEvents {

    private static final Path DIRECTORY = Path.of("src", "test", "resources", "events");

    private GoldenEvents() {}

    /** One revision of an event. */
    public record Golden(String name, String revision) {

        public Class<?> type() {
            return Objects.requireNonNull(EventCatalog.byName().get(name), name);
        }

        public boolean isCurrent() {
            return type().getAnnotation(Revision.class).value().equals(revision);
        }

        /** As it is stored. */
        public String text() {
            try {
                return Files.readString(DIRECTORY.resolve(this + ".json"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return name + "-" + revision;
        }
    }

    /** All there are, by name. */
    public static List<Golden> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .map(file ->
                            new Golden(file.substring(0, file.indexOf('-')), file.substring(file.indexOf('-') + 1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
