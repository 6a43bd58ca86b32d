package io.medicaledu.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Collects figures and prints them as the tables of {@code docs/performance.md}. */
final class Report {

    static final String CRUD = "CRUD service";
    static final String CRUD_WITH_PROVIDER = "CRUD service, provider asked in the request";

    private final List<Row> rows = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final List<String> rebuilds = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();

    void add(Row row) {
        rows.add(row);
    }

    void fact(String name, String value) {
        facts.add("| " + name + " | " + value + " |");
        progress(name + ": " + value);
    }

    void idle(Counts perSecond) {
        fact(
                "idle, per second",
                "%.1f transactions, %.1f statements, %.1f fsyncs, JVM %.1f ms, PostgreSQL %.1f ms"
                        .formatted(
                                perSecond.postgres().transactions(),
                                perSecond.postgres().statements(),
                                perSecond.fsyncsOfThePlatform(),
                                perSecond.jvmMillis(),
                                perSecond.postgresMillis()));
    }

    void rebuild(Rebuild.Result result) {
        rebuilds.add("| %,d | %d | %.1f | %,.0f | %.3f | %.3f | %s |"
                .formatted(
                        result.events(),
                        result.projections(),
                        result.seconds(),
                        result.events() / result.seconds(),
                        result.jvmMillisPerEvent(),
                        result.postgresMillisPerEvent(),
                        result.saidItWasDone() ? "yes" : "no"));
        progress("rebuilt: " + rebuilds.getLast());
    }

    /** @param share one call in so many bookings is not worth a line */
    void statements(List<Postgres.Calls> calls, int bookings, double share) {
        for (Postgres.Calls each : calls) {
            if (each.calls() >= bookings * share) {
                statements.add("| %.2f | %.2f | %.2f | `%s` |"
                        .formatted(
                                each.calls() / (double) bookings,
                                each.rows() / (double) bookings,
                                each.millis() / bookings,
                                shortened(each.statement())));
            }
        }
    }

    private static String shortened(String statement) {
        String line = statement.replace("|", "\\|").replace('`', '\'').strip();
        return line.length() > 110 ? line.substring(0, 110) + "…" : line;
    }

    void print() {
        progress("");
        table(
                "load | clients | per second | of CRUD | kept up | of CRUD with provider | p50 ms | p95 ms | p99 ms "
                        + "| lag at end | longest lag | caught up after s | failed",
                rows.stream().map(this::speed).toList());
        table(
                "each booking | clients | transactions | fsyncs | of the sandbox | statements | inserted | updated | WAL kB "
                        + "| JVM ms | JIT ms | PostgreSQL ms | for the sandbox | allocated MB",
                rows.stream()
                        .filter(row -> !Double.isNaN(row.each().jvmMillis()))
                        .map(Report::cost)
                        .toList());
        table("events | projections | seconds | per second | JVM ms | PostgreSQL ms | said it was done", rebuilds);
        table("a confirmed booking: calls | rows | ms | statement", statements);
        table(" | ", facts);
    }

    private String speed(Row row) {
        Histogram latency = row.load().latency();
        return "| %s | %s | %,.0f | %s | %,.0f | %s | %.1f | %.1f | %.1f | %,d | %,d | %.1f | %d |"
                .formatted(
                        row.what(),
                        clients(row),
                        row.load().perSecond(),
                        ratio(row.load().perSecond(), CRUD, row.clients()),
                        row.steadyPerSecond(),
                        ratio(row.steadyPerSecond(), CRUD_WITH_PROVIDER, row.clients()),
                        latency.getValueAtPercentile(50) / 1000.0,
                        latency.getValueAtPercentile(95) / 1000.0,
                        latency.getValueAtPercentile(99) / 1000.0,
                        row.lagAtEnd(),
                        row.longestLag(),
                        row.catchUp().toMillis() / 1000.0,
                        row.load().failed());
    }

    private static String clients(Row row) {
        return row.clients() == 0 ? "" : Integer.toString(row.clients());
    }

    private String ratio(double perSecond, String other, int clients) {
        return rows.stream()
                .filter(row -> row.what().equals(other) && row.clients() == clients)
                .map(row -> "%.2f".formatted(perSecond / row.load().perSecond()))
                .findFirst()
                .orElse("");
    }

    private static String cost(Row row) {
        Counts each = row.each();
        return "| %s | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.2f | %.2f | %.2f |"
                .formatted(
                        row.what(),
                        clients(row),
                        each.postgres().transactions(),
                        each.fsyncsOfThePlatform(),
                        each.postgres().sandboxFsyncs(),
                        each.postgres().statements(),
                        each.postgres().rowsInserted(),
                        each.postgres().rowsUpdated(),
                        each.postgres().walBytes() / 1_000,
                        each.jvmMillis(),
                        each.compilerMillis(),
                        each.postgresMillis(),
                        each.sandboxMillis(),
                        each.allocatedBytes() / 1e6)
                .replace("NaN", "");
    }

    private static void table(String head, List<String> lines) {
        progress("| " + head + " |");
        progress("|" + "---|".repeat(head.split("\\|", -1).length));
        lines.forEach(Report::progress);
        progress("");
    }

    @SuppressWarnings("SystemOut") // printing is this program's purpose
    static void progress(String line) {
        System.out.println(line);
    }
}
