package io.medicaledu.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The CRUD service of the package {@code crud}, loaded over HTTP: it writes the floor's rows, into tables with the
 * floor's indexes, in the same PostgreSQL. The platform stays idle meanwhile, but it runs: PostgreSQL and the provider
 * sandbox are in its care. Slots are taken in turn, so every request is one that has to succeed.
 */
final class Crud implements AutoCloseable {

    private static final String OWNER = "medicaledu_owner";
    private static final int SESSIONS = 64;
    private static final int SLOTS = 20_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger used = new AtomicInteger();
    private final JavaProcess process;
    private final RemoteJvm jvm;
    private final PlatformProcess platform;
    private final URI bookings;

    private Crud(JavaProcess process, PlatformProcess platform, int port) throws Exception {
        this.process = process;
        this.jvm = RemoteJvm.attach(process.pid());
        this.platform = platform;
        this.bookings = URI.create("http://localhost:" + port + "/api/bookings");
    }

    /** Makes tables, sessions and slots. */
    static void prepare(int databasePort) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(databasePort), OWNER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE SCHEMA benchmark_crud;
                    CREATE TABLE benchmark_crud.sessions (token_hash text PRIMARY KEY, user_id uuid NOT NULL,
                        expires_at timestamptz NOT NULL);
                    CREATE TABLE benchmark_crud.slots (id uuid PRIMARY KEY, course_id uuid NOT NULL,
                        instructor_id uuid NOT NULL, start_time timestamptz NOT NULL, end_time timestamptz NOT NULL,
                        amount numeric(19, 3) NOT NULL, currency varchar(3) NOT NULL, capacity integer NOT NULL,
                        taken integer NOT NULL, version bigint NOT NULL);
                    CREATE TABLE benchmark_crud.bookings (LIKE read_model.bookings INCLUDING ALL);
                    -- What the schema did not have.
                    ALTER TABLE benchmark_crud.bookings DROP COLUMN booked_session_start, DROP COLUMN decide_until;
                    CREATE TABLE benchmark_crud.payments (LIKE read_model.payments INCLUDING ALL);
                    CREATE SEQUENCE benchmark_crud.audit_logs_seq INCREMENT BY 50;
                    CREATE TABLE benchmark_crud.audit_logs (id bigint PRIMARY KEY, entity_name text NOT NULL,
                        entity_id uuid NOT NULL, action smallint NOT NULL, user_id uuid NOT NULL,
                        new_values jsonb NOT NULL, created_at timestamptz NOT NULL);
                    CREATE INDEX ON benchmark_crud.audit_logs (entity_id);
                    CREATE INDEX ON benchmark_crud.audit_logs (created_at);
                    """);
            statement.execute("""
                    INSERT INTO benchmark_crud.sessions
                    SELECT encode(sha256(convert_to('token' || i, 'UTF8')), 'hex'), gen_random_uuid(), now() + interval '1 day'
                    FROM generate_series(0, %d) AS i""".formatted(SESSIONS - 1));
            statement.execute("""
                    INSERT INTO benchmark_crud.slots
                    SELECT lpad(to_hex(i), 32, '0')::uuid, gen_random_uuid(), gen_random_uuid(), now() + interval '60 days',
                        now() + interval '60 days 1 hour', 45, 'USD', 1000, 0, 0
                    FROM generate_series(0, %d) AS i""".formatted(SLOTS - 1));
        }
    }

    /**
     * Starts the service from the jar that this program runs from.
     *
     * @param stripe the provider to ask within each request, if one is to be asked
     */
    static Crud start(PlatformProcess platform, Path jvmOptions, Path directory, @Nullable String stripe)
            throws Exception {
        int port = JavaProcess.freePort();
        List<String> command = JavaProcess.java(jvmOptions, Path.of(System.getProperty("java.class.path")));
        command.addAll(List.of(
                "crud",
                "--server.port=" + port,
                "--spring.datasource.url=" + url(platform.databasePort()),
                "--spring.datasource.username=" + OWNER));
        if (stripe != null) {
            command.add("--crud.stripe.api-base=" + stripe);
        }
        return new Crud(
                JavaProcess.start(command, directory.resolve("crud.log"), "Started CrudApplication"), platform, port);
    }

    Load.Result run(int clients, int amount) throws Exception {
        return Load.run(clients, amount, number -> {
            int booking = used.getAndIncrement();
            HttpRequest request = HttpRequest.newBuilder(bookings)
                    .header("Authorization", "Bearer token" + booking % SESSIONS)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"slotId\":\"" + new UUID(0, booking % SLOTS) + "\",\"provider\":\"Stripe\"}"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 201;
        });
    }

    /**
     * Nothing is put off here, so there is no lag. What the idle platform does meanwhile is subtracted.
     *
     * @param settle whether to wait for PostgreSQL's counters
     */
    Row measure(String what, int clients, int amount, Counts idlePerSecond, boolean settle) throws Exception {
        Counts before = platform.counts();
        Counts ownBefore = own();
        Load.Result result = run(clients, amount);
        Counts own = own().minus(ownBefore);
        if (settle) {
            TimeUnit.SECONDS.sleep(PlatformLoads.STATISTICS_SECONDS);
        }
        Counts all = platform.counts().minus(before);
        Counts cost = new Counts(
                result.seconds(),
                settle ? all.withoutIdle(idlePerSecond, all.seconds()).postgres() : Postgres.Counters.UNKNOWN,
                own.jvmMillis(),
                own.postgresMillis(),
                all.sandboxMillis(),
                own.allocatedBytes(),
                own.compilerMillis());
        Report.progress("%s, %d clients: %.0f/s".formatted(what, clients, result.perSecond()));
        return new Row(what, clients, result, 0, 0, Duration.ZERO, cost.dividedBy(result.done()));
    }

    private Counts own() throws Exception {
        return new Counts(
                System.nanoTime() / 1e9,
                Postgres.Counters.NONE,
                Proc.processorMillis(process.pid()),
                platform.postgresMillis(line -> line.contains(" " + OWNER + " ")),
                0,
                jvm.allocatedBytes(),
                jvm.compilationMillis());
    }

    RemoteJvm jvm() {
        return jvm;
    }

    private static String url(int databasePort) {
        return "jdbc:postgresql://localhost:" + databasePort + "/medicaledu";
    }

    @Override
    public void close() throws InterruptedException, IOException {
        jvm.close();
        process.stop();
        http.close();
    }
}
