package io.medicaledu.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Collects figures and prints them as Markdown. */
final class Report {

    private static final String FLOOR = "floor: plain JDBC";

    private final List<String> facts = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    private record Row(String what, int clients, LoadResult result) {}

    /**
     * What a load has measured.
     *
     * @param latency in microseconds
     */
    record LoadResult(int done, int failed, long nanos, Histogram latency) {

        double perSecond() {
            return done * 1e9 / nanos;
        }
    }

    void fact(String name, String value) {
        facts.add("| " + name + " | " + value + " |");
        progress(name + ": " + value);
    }

    void load(String what, int clients, LoadResult result) {
        rows.add(new Row(what, clients, result));
        progress("%s, %d clients: %.0f/s".formatted(what, clients, result.perSecond()));
    }

    void print() {
        Map<Integer, Double> floor = new HashMap<>();
        rows.stream()
                .filter(row -> row.what().equals(FLOOR))
                .forEach(row -> floor.put(row.clients(), row.result().perSecond()));
        List<String> lines = new ArrayList<>(List.of(
                "",
                "| bookings | clients | per second | of the floor | p50 ms | p95 ms | p99 ms | max ms | failed |",
                "|---|---|---|---|---|---|---|---|---|"));
        for (Row row : rows) {
            Histogram latency = row.result().latency();
            lines.add("| %s | %d | %,.0f | %.2f | %.1f | %.1f | %.1f | %.1f | %d |"
                    .formatted(
                            row.what(),
                            row.clients(),
                            row.result().perSecond(),
                            row.result().perSecond() / floor.getOrDefault(row.clients(), Double.NaN),
                            latency.getValueAtPercentile(50) / 1000.0,
                            latency.getValueAtPercentile(95) / 1000.0,
                            latency.getValueAtPercentile(99) / 1000.0,
                            latency.getMaxValue() / 1000.0,
                            row.result().failed()));
        }
        lines.addAll(List.of("", "| | |", "|---|---|"));
        lines.addAll(facts);
        lines.forEach(Report::progress);
    }

    @SuppressWarnings("SystemOut") // printing is this program's purpose
    static void progress(String line) {
        System.out.println(line);
    }
}
