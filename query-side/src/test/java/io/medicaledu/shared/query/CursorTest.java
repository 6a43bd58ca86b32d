package io.medicaledu.shared.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void comesBackAsItWasInMicroseconds() {
        Cursor cursor = new Cursor(Instant.parse("2027-01-10T12:00:00.123456Z"), Ids.next());

        assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "AAAA", "' OR 1=1 --"})
    void refusesWhatIsNoCursor(String text) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Cursor.decode(text));
    }
}
