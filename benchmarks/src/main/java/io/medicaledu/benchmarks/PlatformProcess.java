package io.medicaledu.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The packaged platform in a process of its own. */
final class PlatformProcess implements AutoCloseable {

    private final JavaProcess process;
    private final int port;
    private final int databasePort;

    private PlatformProcess(JavaProcess process, int port, int databasePort) {
        this.process = process;
        this.port = port;
        this.databasePort = databasePort;
    }

    static PlatformProcess start(Path jar, Path directory) throws Exception {
        int port = JavaProcess.freePort();
        int databasePort = JavaProcess.freePort();
        JavaProcess process = JavaProcess.start(
                jar,
                directory.resolve("platform.log"),
                "MedicalEdu is ready",
                List.of(
                        "--server.port=" + port,
                        "--medicaledu.embedded-database.directory=" + directory.resolve("postgresql"),
                        "--medicaledu.embedded-database.port=" + databasePort,
                        "--medicaledu.identity.bcrypt-strength=4",
                        "--medicaledu.booking.hold=2h"));
        return new PlatformProcess(process, port, databasePort);
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** Where the provider sandbox answers to stripe-java. */
    String stripe() {
        return url() + "/sandbox/stripe";
    }

    int databasePort() {
        return databasePort;
    }

    Duration startUp() {
        return process.startUp();
    }

    /** Linux only; elsewhere 0. */
    long residentMegabytes() throws IOException {
        return process.residentMegabytes();
    }

    void stop() throws InterruptedException {
        process.stop();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
