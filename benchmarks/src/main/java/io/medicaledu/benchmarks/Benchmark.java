package io.medicaledu.benchmarks;

import io.medicaledu.benchmarks.crud.CrudApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts the packaged platform on an empty data directory, loads it over HTTP, then a CRUD service and a floor on the
 * same PostgreSQL, and prints tables. Durable commits are on. Load generator, platform and PostgreSQL share the machine.
 */
public final class Benchmark {

    private static final List<Integer> CLIENTS = List.of(1, 16, 64);
    private static final int WARM_UP_ROUNDS = 8;
    private static final int STORIES = 400;
    private static final int ARRIVALS_PER_SECOND = 50;
    private static final String CONFIRMED = "request to confirmation";

    private final Options options;
    private final Path directory;
    private final Report report = new Report();

    private Benchmark(Options options, Path directory) {
        this.options = options;
        this.directory = directory;
    }

    /**
     * @param args directory of the project, {@code quick} for a short run, {@code rebuild} for rebuilds only, {@code
     *     events=10000,1000000} for the sizes of rebuilt streams. Or {@code crud} and arguments of the CRUD service, to be that service instead
     */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("crud")) {
            CrudApplication.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        Options options = Options.parse(Path.of(args[0]), args);
        new Benchmark(options, Files.createTempDirectory("medicaledu-benchmark-")).measure();
    }

    private void measure() throws Exception {
        report.fact("jar", Files.size(options.jar()) / 1_000_000 + " MB");
        startTwice();
        try (PlatformProcess platform = PlatformProcess.start(options.launcher(), directory)) {
            report.fact("start on existing data", seconds(platform.startUp()));
            report.fact("resident memory after start", platform.residentMegabytes() + " MB (the platform's JVM alone)");
            Stream stream = new Stream(platform.databasePort());
            // Logs the admin in, which is no part of the stories: nobody has registered in them by that name.
            Backlog backlog = new Backlog(new Http(platform.url()));
            stream.leaveGap();
            if (options.onlyRebuilds()) {
                writeStories(platform, backlog, stream);
            } else {
                load(platform, backlog, stream);
            }
            rebuild(platform, stream);
        }
        report.print();
    }

    private void startTwice() throws Exception {
        for (String which : List.of("first start, database and sample data included", "second start")) {
            try (PlatformProcess platform = PlatformProcess.start(options.launcher(), directory)) {
                report.fact(which, seconds(platform.startUp()));
            }
        }
    }

    private static void writeStories(PlatformProcess platform, Backlog backlog, Stream stream) throws Exception {
        Http http = new Http(platform.url());
        Bookings bookings = new Bookings(http, Places.prepare(http, STORIES));
        Load.run(16, STORIES, number -> bookings.confirmed());
        backlog.awaitNone();
        stream.endOfStories();
    }

    private void load(PlatformProcess platform, Backlog backlog, Stream stream) throws Exception {
        Http http = new Http(platform.url());
        Places places = Places.prepare(http, options.amount(30_000));
        Bookings bookings = new Bookings(http, places);
        double jit = WarmUp.run(
                platform.jvm(),
                WARM_UP_ROUNDS,
                () -> Load.run(16, options.amount(1_500), number -> bookings.confirmed()));
        report.fact("compilers at the end of the warm-up", "%.2f of a core".formatted(jit));
        PlatformLoads loads = PlatformLoads.afterIdling(platform, backlog);
        report.idle(loads.idlePerSecond());

        for (int clients : CLIENTS) {
            platform.postgres().forgetStatements();
            int amount = options.amount(clients == 1 ? 500 : 1_500);
            report.add(
                    loads.measure(CONFIRMED, clients, () -> Load.run(clients, amount, number -> bookings.confirmed())));
            if (clients == 16) {
                report.statements(platform.postgres().mostCalled(60), amount, 0.02);
            }
        }
        int arrivals = options.amount(2_000);
        report.add(loads.measure(
                CONFIRMED + ", " + ARRIVALS_PER_SECOND + " arrivals a second",
                0,
                () -> Load.arrivals(ARRIVALS_PER_SECOND, arrivals, number -> bookings.confirmed())));
        stream.endOfStories();
        WarmUp.run(platform.jvm(), 3, () -> Load.run(16, options.amount(1_000), number -> bookings.request()));
        backlog.awaitNone();
        for (int clients : CLIENTS) {
            int amount = options.amount(clients == 1 ? 1_500 : 3_000);
            report.add(
                    loads.measure("request", clients, () -> Load.run(clients, amount, number -> bookings.request())));
        }
        report.fact(
                "resident memory after %,d bookings".formatted(places.used()),
                platform.residentMegabytes() + " MB (the platform's JVM alone)");
        twins(platform, loads.idlePerSecond());
    }

    private void twins(PlatformProcess platform, Counts idlePerSecond) throws Exception {
        Crud.prepare(platform.databasePort());
        crud(Report.CRUD, platform, null, idlePerSecond);
        crud(Report.CRUD_WITH_PROVIDER, platform, platform.stripe(), idlePerSecond);
        Floor floor = new Floor(platform.databasePort());
        floor.run(16, options.amount(2_000));
        for (int clients : CLIENTS) {
            Load.Result result = floor.run(clients, options.amount(clients == 1 ? 3_000 : 10_000));
            report.add(new Row("floor: plain JDBC", clients, result, 0, 0, Duration.ZERO, Counts.UNKNOWN));
        }
    }

    /** In a new process, warmed as the platform was before it is measured. */
    private void crud(String what, PlatformProcess platform, @Nullable String stripe, Counts idlePerSecond)
            throws Exception {
        try (Crud crud = Crud.start(platform, options.jvmOptions(), directory, stripe)) {
            WarmUp.run(crud.jvm(), WARM_UP_ROUNDS, () -> crud.run(16, options.amount(5_000)));
            for (int clients : CLIENTS) {
                int amount = options.amount(clients == 1 ? 1_500 : 5_000);
                report.add(crud.measure(what, clients, amount, idlePerSecond, clients == 16));
            }
        }
    }

    private void rebuild(PlatformProcess platform, Stream stream) throws Exception {
        Rebuild rebuild = new Rebuild(platform, new Http(platform.url()));
        for (int events : options.rebuilds()) {
            report.rebuild(rebuild.run(stream.fillUpTo(events)));
        }
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
