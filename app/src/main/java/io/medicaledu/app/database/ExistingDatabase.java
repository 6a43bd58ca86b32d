package io.medicaledu.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The embedded database of a platform that is not running: opened as it is, never made. */
public final class ExistingDatabase implements AutoCloseable {

    private static final int PORT_LINE = 3;

    private final EmbeddedDatabase database;

    private ExistingDatabase(EmbeddedDatabase database) {
        this.database = database;
    }

    /**
     * Starts the server of the directory.
     *
     * @throws IllegalStateException if there is none, another process uses it, or it does not start; the message says what to
     *     do
     */
    public static ExistingDatabase open(EmbeddedDatabaseProperties properties) {
        Path data = properties.directory().toAbsolutePath().resolve("data");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            throw new IllegalStateException(
                    "There is no database in " + properties.directory().toAbsolutePath());
        }
        try {
            return new ExistingDatabase(new EmbeddedDatabase(properties));
        } catch (DirectoryInUseException e) {
            throw new IllegalStateException(
                    "The directory " + properties.directory().toAbsolutePath()
                            + " is in use by a running MedicalEdu process." + address(data),
                    e);
        }
    }

    /** PostgreSQL writes its port into a file of its own. */
    private static String address(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() <= PORT_LINE
                    ? ""
                    : " Connect to its database: --url jdbc:postgresql://localhost:"
                            + lines.get(PORT_LINE).strip() + "/" + EmbeddedDatabase.NAME;
        } catch (IOException e) {
            return "";
        }
    }

    /** For the driver. */
    public String url() {
        return database.url();
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
