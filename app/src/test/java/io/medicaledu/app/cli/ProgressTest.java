package io.medicaledu.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    private Progress progress(boolean isTerminal, boolean isQuiet) {
        return new Progress(
                new Console(
                        new ByteArrayOutputStream(), new PrintStream(err, true, StandardCharsets.UTF_8), isTerminal),
                "events",
                isQuiet,
                () -> now);
    }

    private void afterSeconds(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineEveryFiveSecondsWithRateAndTimeLeft() {
        try (Progress progress = progress(false, false)) {
            afterSeconds(4);
            progress.at(4_000, 0.1);
            assertThat(said()).isEmpty();
            afterSeconds(6);
            progress.at(10_000, 0.25);
            assertThat(said().strip()).isEqualTo("[#####...............]  25 %  10,000 events, 1,000/s, 30 s left");
        }
        assertThat(said().lines().toList().getLast()).isEqualTo("10,000 events in 10.0 s");
    }

    @Test
    void withoutATotalThereIsNoTimeLeft() {
        try (Progress progress = progress(false, false)) {
            afterSeconds(5);
            progress.at(500, null);
            assertThat(said().strip()).isEqualTo("500 events, 100/s");
        }
    }

    @Test
    void aTerminalHasOneLine() {
        try (Progress progress = progress(true, false)) {
            afterSeconds(100);
            progress.at(1, 0.01);
            afterSeconds(1);
            progress.at(2, 0.02);
        }
        assertThat(said())
                .containsOnlyOnce("\n")
                .contains("\r[", "2 h 45 min left")
                .endsWith("\n");
    }

    @Test
    void aQuietOneSaysNothing() {
        try (Progress progress = progress(true, true)) {
            afterSeconds(60);
            progress.at(1, 0.5);
        }
        assertThat(said()).isEmpty();
    }
}
