package io.medicaledu.benchmarks;

import io.medicaledu.benchmarks.crud.CrudApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts the packaged platform on an empty data directory, loads it over HTTP, then a floor and a CRUD service on the
 * same PostgreSQL, and prints a table. Durable commits are on. Load generator, platform and PostgreSQL share the machine.
 */
public final class Benchmark {

    private static final List<Integer> CLIENTS = List.of(1, 16, 64);
    private static final int LANES = 64;
    private static final int SLOTS_PER_LANE = 310;
    private static final int WARM_UP = 3_000;
    private static final int REPLAY_EVENTS = 200_000;

    private Benchmark() {}

    /**
     * @param args the platform's jar; optional {@code quick} for a short run. Or {@code crud} and arguments of the CRUD
     *     service, to be that service instead
     */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("crud")) {
            CrudApplication.main(Arrays.copyOfRange(args, 1, args.length));
        } else {
            measure(args);
        }
    }

    private static void measure(String[] args) throws Exception {
        Path jar = Path.of(args.length > 0 ? args[0] : "app/target/medicaledu.jar");
        int scale = args.length > 1 && args[1].equals("quick") ? 10 : 1;
        Path directory = Files.createTempDirectory("medicaledu-benchmark-");
        Report report = new Report();
        try (PlatformProcess platform = PlatformProcess.start(jar, directory)) {
            report.fact("first start, database and sample data included", seconds(platform.startUp()));
            platform.stop();
        }
        try (PlatformProcess platform = PlatformProcess.start(jar, directory)) {
            report.fact("start on existing data", seconds(platform.startUp()));
            report.fact("resident memory after start", platform.residentMegabytes() + " MB (platform's JVM alone)");
            Database database = new Database(platform.databasePort());
            Bookings bookings = Bookings.prepare(platform.url(), LANES, SLOTS_PER_LANE / scale);
            bookings.run(16, WARM_UP / scale, true);
            database.awaitQuiet();
            for (int clients : CLIENTS) {
                int amount = (clients == 1 ? 1_500 : 5_000) / scale;
                report.load("request", clients, bookings.run(clients, amount, false));
                database.awaitQuiet();
            }
            for (int clients : CLIENTS) {
                int amount = (clients == 1 ? 100 : 1_200) / scale;
                report.load("request to confirmation", clients, bookings.run(clients, amount, true));
                database.awaitQuiet();
            }
            Floor floor = new Floor(database);
            floor.run(16, 2_000 / scale);
            for (int clients : CLIENTS) {
                report.load("floor: plain JDBC", clients, floor.run(clients, (clients == 1 ? 3_000 : 15_000) / scale));
            }
            Crud.prepare(database);
            crud(report, "CRUD service", database, directory, null, scale);
            crud(report, "CRUD service, provider asked in the request", database, directory, platform.stripe(), scale);
            long events = database.fillUpTo(REPLAY_EVENTS / scale);
            Duration replay = bookings.replayAll(database);
            report.fact(
                    "replay of all projections",
                    "%,d events in %s: %,.0f events/s"
                            .formatted(events, seconds(replay), events * 1e9 / replay.toNanos()));
        }
        report.print();
    }

    /** In a new process, warmed by as many requests as the platform has answered before it is measured. */
    private static void crud(
            Report report, String what, Database database, Path directory, @Nullable String stripe, int scale)
            throws Exception {
        try (Crud crud = Crud.start(database, directory, stripe)) {
            crud.run(16, (LANES * SLOTS_PER_LANE + WARM_UP) / scale);
            for (int clients : CLIENTS) {
                report.load(what, clients, crud.run(clients, (clients == 1 ? 1_500 : 5_000) / scale));
            }
        }
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
