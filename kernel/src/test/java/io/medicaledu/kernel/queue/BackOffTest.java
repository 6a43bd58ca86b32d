package io.medicaledu.kernel.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {

    private final BackOff backOff = new BackOff(Duration.ofMillis(500), Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "9, 128000"})
    void thePauseDoublesWithEachAttempt(int attempts, long millis) {
        assertThat(backOff.after(attempts)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"11", "40", "1000", "2147483647"})
    void itIsNeverLongerThanItsLimit(int attempts) {
        assertThat(backOff.after(attempts)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatHasNotFailedYetWaitsAsAfterTheFirstTime() {
        assertThat(backOff.after(0)).isEqualTo(Duration.ofMillis(500));
    }
}
