package io.medicaledu.app.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged platform as a process of its own, which can be killed. */
public final class Platform implements AutoCloseable {

    private static final Path JAR = Path.of("target", "medicaledu.jar");

    private static final String HOLD = "--medicaledu.booking.hold=";

    private final Path directory;
    private final int port;
    private final Process process;

    private Platform(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** Starts it on the given data directory and waits until it is ready. */
    public static Platform start(Path directory, int port, int databasePort, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                // Short lives: what the second compiler and a parallel collector cost is not earned back.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString(),
                "--server.port=" + port,
                "--medicaledu.embedded-database.directory=" + directory.resolve("postgresql"),
                "--medicaledu.embedded-database.port=" + databasePort,
                "--medicaledu.identity.bcrypt-strength=4"));
        if (Stream.of(options).noneMatch(option -> option.startsWith(HOLD))) {
            command.add(HOLD + "30s");
        }
        command.addAll(List.of(options));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("platform.log").toFile()))
                    .start();
            Platform platform = new Platform(directory, port, process);
            platform.awaitReady();
            return platform;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A TCP port that is free now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Api api() {
        return new Api("http://localhost:" + port);
    }

    /** Everything that it has logged so far, over all its lives in this directory. */
    public String log() {
        try {
            return Files.readString(directory.resolve("platform.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("The platform did not start:\n" + log());
                    }
                    return isReady();
                });
    }

    private boolean isReady() {
        try {
            return api().get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** As kill -9 does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops it as an operator does, and tells how it ended. */
    public int stop() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The platform did not stop");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }
}
