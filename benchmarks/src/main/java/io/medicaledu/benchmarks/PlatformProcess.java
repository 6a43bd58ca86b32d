package io.medicaledu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The packaged platform in a process of its own, started by its launcher, with its embedded PostgreSQL. */
final class PlatformProcess implements AutoCloseable {

    private final JavaProcess process;
    private final RemoteJvm jvm;
    private final Postgres postgres;
    private final long server;
    private final int port;
    private final int databasePort;

    private PlatformProcess(JavaProcess process, Path data, int port, int databasePort) throws Exception {
        this.process = process;
        this.port = port;
        this.databasePort = databasePort;
        jvm = RemoteJvm.attach(process.pid());
        postgres = new Postgres(databasePort);
        server = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    }

    static PlatformProcess start(Path launcher, Path directory) throws Exception {
        int port = JavaProcess.freePort();
        int databasePort = JavaProcess.freePort();
        Path database = directory.resolve("postgresql");
        JavaProcess process = JavaProcess.start(
                List.of(
                        launcher.toString(),
                        "--server.port=" + port,
                        "--medicaledu.embedded-database.directory=" + database,
                        "--medicaledu.embedded-database.port=" + databasePort,
                        "--medicaledu.embedded-database.settings[shared_preload_libraries]=pg_stat_statements",
                        "--medicaledu.identity.bcrypt-strength=4",
                        "--medicaledu.booking.hold=2h",
                        "--medicaledu.booking.most-unpaid=0"),
                directory.resolve("platform.log"),
                "MedicalEdu is ready");
        return new PlatformProcess(process, database.resolve("data"), port, databasePort);
    }

    /** What platform and PostgreSQL have used since they were started. */
    Counts counts() throws Exception {
        double ofTheSandbox = postgresMillis(line -> line.contains(" medicaledu_sandbox "));
        double ofAll = postgresMillis(line -> true) + Proc.processorMillis(server) + Proc.endedChildrenMillis(server);
        return new Counts(
                System.nanoTime() / 1e9,
                postgres.counters(),
                Proc.processorMillis(process.pid()),
                ofAll - ofTheSandbox,
                ofTheSandbox,
                jvm.allocatedBytes(),
                jvm.compilationMillis());
    }

    /** Processor time of the server processes whose title fits, in milliseconds. It holds user and database. */
    double postgresMillis(Predicate<String> title) {
        return Proc.childrenMillis(server, title);
    }

    Postgres postgres() {
        return postgres;
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

    RemoteJvm jvm() {
        return jvm;
    }

    long residentMegabytes() throws IOException {
        return Proc.residentMegabytes(process.pid());
    }

    @Override
    public void close() throws InterruptedException, IOException {
        jvm.close();
        process.stop();
    }
}
