package io.medicaledu.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An application in a process of its own. */
final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final Duration startUp;

    private JavaProcess(Process process, Duration startUp) {
        this.process = process;
        this.startUp = startUp;
    }

    /** The command that runs a jar with the Java of this program. */
    static List<String> java(Path jvmOptions, Path jar) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + jvmOptions,
                "-jar",
                jar.toString()));
    }

    /** @param ready what the application writes into its log once it can be used */
    static JavaProcess start(List<String> command, Path log, String ready) throws Exception {
        long begin = System.nanoTime();
        int before = messages(log, ready);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (messages(log, ready) == before) {
            if (!process.isAlive()) {
                throw new IllegalStateException("It did not start, see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(20);
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

    long pid() {
        return process.pid();
    }

    Duration startUp() {
        return startUp;
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
