package io.medicaledu.app.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Says on standard error how far a long piece of work is: one line that changes at a terminal, otherwise one now and then. */
final class Progress implements AutoCloseable {

    private static final Duration AT_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);
    private static final int BAR = 20;
    private static final double NANOS = 1_000_000_000.0;

    private final Console console;
    private final String unit;
    private final boolean isQuiet;
    private final LongSupplier nanoTime;
    private final long begin;
    private long last;
    private long done;
    private int width;

    Progress(Console console, String unit, boolean isQuiet, LongSupplier nanoTime) {
        this.console = console;
        this.unit = unit;
        this.isQuiet = isQuiet;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
        this.last = begin;
    }

    /**
     * So much is done.
     *
     * @param part of the whole, from 0 to 1; null if that is not known
     */
    void at(long count, @Nullable Double part) {
        done = count;
        long now = nanoTime.getAsLong();
        Duration pause = console.isTerminal() ? AT_TERMINAL : ELSEWHERE;
        if (!isQuiet && now - last >= pause.toNanos()) {
            last = now;
            say(line(now, part), false);
        }
    }

    private String line(long now, @Nullable Double part) {
        double seconds = (now - begin) / NANOS;
        String rate = String.format(Locale.ROOT, "%,d %s, %,.0f/s", done, unit, done / seconds);
        if (part == null || part <= 0) {
            return rate;
        }
        double known = Math.min(part, 1);
        int full = (int) (known * BAR);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %s, %s left",
                "#".repeat(full),
                ".".repeat(BAR - full),
                known * 100,
                rate,
                text(seconds * (1 - known) / known));
    }

    private static String text(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? whole + " s"
                : whole < 3_600
                        ? whole / 60 + " min " + whole % 60 + " s"
                        : whole / 3_600 + " h " + whole / 60 % 60 + " min";
    }

    /** The last line. */
    @Override
    public void close() {
        if (!isQuiet) {
            double seconds = (nanoTime.getAsLong() - begin) / NANOS;
            say(String.format(Locale.ROOT, "%,d %s in %.1f s", done, unit, seconds), true);
        }
    }

    private void say(String line, boolean isLast) {
        if (!console.isTerminal()) {
            console.err().println(line);
            return;
        }
        console.err().print("\r" + line + " ".repeat(Math.max(0, width - line.length())) + (isLast ? "\n" : ""));
        console.err().flush();
        width = line.length();
    }
}
