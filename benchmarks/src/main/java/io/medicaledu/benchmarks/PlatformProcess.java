package io.medicaledu.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The packaged platform in a process of its own. */
final class PlatformProcess implements AutoCloseable {

    private final Process process;
    private final int port;
    private final int databasePort;
    private final Duration startUp;

    private PlatformProcess(Process process, int port, int databasePort, Duration startUp) {
        this.process = process;
        this.port = port;
        this.databasePort = databasePort;
        this.startUp = startUp;
    }

    static PlatformProcess start(Path jar, Path directory) throws Exception {
        int port = freePort();
        int databasePort = freePort();
        long begin = System.nanoTime();
        Path log = directory.resolve("platform.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-jar",
                        jar.toString(),
                        "--server.port=" + port,
                        "--medicaledu.embedded-database.directory=" + directory.resolve("postgresql"),
                        "--medicaledu.embedded-database.port=" + databasePort,
                        "--medicaledu.identity.bcrypt-strength=4",
                        "--medicaledu.booking.hold=2h")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        int before = readyMessages(log);
        while (readyMessages(log) == before) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The platform did not start, see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        Duration startUp = Duration.ofNanos(System.nanoTime() - begin);
        return new PlatformProcess(process, port, databasePort, startUp);
    }

    private static int readyMessages(Path log) throws IOException {
        return Files.exists(log) ? Files.readString(log).split("MedicalEdu is ready", -1).length : 1;
    }

    static HttpResponse<String> get(HttpClient http, String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://localhost:" + port;
    }

    int databasePort() {
        return databasePort;
    }

    Duration startUp() {
        return startUp;
    }

    /** Linux only; elsewhere 0. */
    long residentMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
