package io.medicaledu.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The CRUD service of the package {@code crud}, loaded over HTTP: it writes the floor's rows, into tables with the
 * floor's indexes, in the same PostgreSQL. The platform stays idle meanwhile, but it runs: PostgreSQL and the provider
 * sandbox are in its care. Slots are taken in turn, so every request is one that has to succeed.
 */
final class Crud implements AutoCloseable {

    private static final int SESSIONS = 64;
    private static final int SLOTS = 20_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger used = new AtomicInteger();
    private final JavaProcess process;
    private final URI bookings;

    private Crud(JavaProcess process, int port) {
        this.process = process;
        this.bookings = URI.create("http://localhost:" + port + "/api/bookings");
    }

    /** Makes tables, sessions and slots. */
    static void prepare(Database database) throws SQLException {
        try (Connection connection = database.connect("medicaledu_owner");
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
    static Crud start(Database database, Path directory, @Nullable String stripe) throws Exception {
        int port = JavaProcess.freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "crud",
                "--server.port=" + port,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=medicaledu_owner"));
        if (stripe != null) {
            arguments.add("--crud.stripe.api-base=" + stripe);
        }
        Path jar = Path.of(System.getProperty("java.class.path"));
        return new Crud(
                JavaProcess.start(jar, directory.resolve("crud.log"), "Started CrudApplication", arguments), port);
    }

    Report.LoadResult run(int clients, int amount) throws Exception {
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

    @Override
    public void close() throws InterruptedException {
        process.stop();
        http.close();
    }
}
