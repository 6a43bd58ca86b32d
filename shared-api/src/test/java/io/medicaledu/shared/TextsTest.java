package io.medicaledu.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @Test
    void aLetterIsTheSameHoweverItWasTyped() {
        assertThat(Texts.normalized("Zoe\u0308")).isEqualTo("Zo\u00EB");
        assertThat(Texts.normalized("Zo\u00EB")).isEqualTo("Zo\u00EB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u200Bb",
                "a\u200Db",
                "a\u202Eb",
                "a\u2066b",
                "a\u00ADb",
                "a\u0007b",
                "a\nb",
                "a b",
                "a\u00A0b",
                "a\u2028b",
                "a\u3164b",
                "a\uFE0Fb",
                "a\uFEFFb",
                "a\uE000b",
                "a\uDB40\uDD00b"
            })
    void whatCannotBeSeenIsFound(String text) {
        assertThat(Texts.hidesSomething(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoë@example.org", "李雷@example.org", "a.b+c_d-e@example.org", "مثال", "नमस्ते"})
    void whatCanBeSeenIsNot(String text) {
        assertThat(Texts.hidesSomething(text)).isFalse();
    }

    @Test
    void aSingleLineBreaksNothingAroundIt() {
        assertThat(Texts.singleLine(" ECG\r\nBcc: all@example.org\u202Etxt.exe\u2028 "))
                .isEqualTo("ECG Bcc: all@example.org txt.exe");
        assertThat(Texts.singleLine("👩‍⚕️ نرمافزار می‌خواهم")).isEqualTo("👩‍⚕️ نرمافزار می‌خواهم");
    }

    @Test
    void whatShowsNothingIsInvisible() {
        assertThat(Texts.isInvisible(" \u200B\u3164\uFE0F\n")).isTrue();
        assertThat(Texts.isInvisible("\u200B.")).isFalse();
    }
}
