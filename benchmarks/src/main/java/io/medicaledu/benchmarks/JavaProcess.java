package io.medicaledu.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A packaged application in a process of its own; all of them get the same JVM flags. */
final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final Duration startUp;

    private JavaProcess(Process process, Duration startUp) {
        this.process = process;
        this.startUp = startUp;
    }

    /** @param ready what the application writes into its log once it can be used */
    static JavaProcess start(Path jar, Path log, String ready, List<String> arguments) throws Exception {
        long begin = System.nanoTime();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g", "-jar", jar.toString()));
        command.addAll(arguments);
        int before = messages(log, ready);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (messages(log, ready) == before) {
            if (!process.isAlive()) {
                throw new IllegalStateException(jar + " did not start, see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return new JavaProcess(process, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static int messages(Path log, String message) throws IOException {
        return Files.exists(log) ? Files.readString(log).split(message, -1).length : 1;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
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
