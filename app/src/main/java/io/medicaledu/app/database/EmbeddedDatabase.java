package io.medicaledu.app.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server from a Maven artifact, with its data in a directory that survives restarts. Closed as the
 * last bean of the application, so that nothing loses its database while it still works.
 */
final class EmbeddedDatabase implements AutoCloseable {

    static final String NAME = "medicaledu";
    static final String OWNER = "medicaledu_owner";
    static final String APPLICATION = "medicaledu";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START_UP = Duration.ofSeconds(60);
    private static final Duration ORPHAN_STOP = Duration.ofSeconds(20);

    private final FileChannel lockFile;
    private final EmbeddedPostgres postgres;

    /** @throws IllegalStateException if another process uses the directory */
    EmbeddedDatabase(EmbeddedDatabaseProperties properties) {
        Path directory = properties.directory().toAbsolutePath();
        this.lockFile = lock(directory);
        try {
            stopOrphan(directory.resolve("data"));
            this.postgres = start(properties, directory.resolve("data"));
            createDatabase();
        } catch (IOException | SQLException e) {
            closeQuietly(lockFile);
            throw new IllegalStateException("The embedded PostgreSQL did not start in " + directory, e);
        }
    }

    int port() {
        return postgres.getPort();
    }

    String url() {
        return url(NAME);
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database;
    }

    /** Connections of the server's superuser, for what no role of ours may do. */
    DataSource superuser(String database) {
        return postgres.getDatabase("postgres", database);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        lockFile.close();
    }

    private static FileChannel lock(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("medicaledu.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new DirectoryInUseException(directory);
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the directory " + directory, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** After a kill -9 of this process the server lives on without a master; it must stop before it is started anew. */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
        if (orphan.isPresent()) {
            LOG.info("Stopping the PostgreSQL server that an earlier, killed run has left behind");
            stop(orphan.get());
        }
    }

    private static void stop(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(ORPHAN_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Safe: PostgreSQL recovers from its write-ahead log, as after a power cut.
            server.destroyForcibly();
            server.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new CompletionException(e);
        }
    }

    private static EmbeddedPostgres start(EmbeddedDatabaseProperties properties, Path data) throws IOException {
        String durable = properties.durable() ? "on" : "off";
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(properties.port())
                .setPGStartupWait(START_UP)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("fsync", durable)
                .setServerConfig("synchronous_commit", durable)
                .setServerConfig("full_page_writes", durable)
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("random_page_cost", "1.1")
                .setServerConfig("jit", "off")
                .setServerConfig("timezone", "UTC");
        properties.settings().forEach(server::setServerConfig);
        return server.start();
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = superuser("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            if (statement
                    .executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'")
                    .next()) {
                return;
            }
            statement.execute("CREATE ROLE " + OWNER + " LOGIN");
            statement.execute("CREATE ROLE " + APPLICATION + " LOGIN");
            statement.execute("CREATE DATABASE " + NAME + " OWNER " + OWNER);
            statement.execute("GRANT CREATE ON DATABASE " + NAME + " TO " + APPLICATION);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The lock file could not be closed", e);
        }
    }
}
