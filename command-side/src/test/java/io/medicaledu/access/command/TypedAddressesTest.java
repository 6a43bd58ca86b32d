package io.medicaledu.access.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypedAddressesTest {

    private static TypedAddresses with(@Nullable String key) {
        return new TypedAddresses(new AccessProperties(key, Duration.ofMinutes(1), 10, 100, Duration.ofHours(1), 20));
    }

    private static String key(int filledWith) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) filledWith;
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void theSameAddressHasTheSameHashUnderTheSameKeyOnly() {
        String hash = with(key(1)).hash("a@example.org");

        assertThat(hash).hasSize(64).isEqualTo(with(key(1)).hash("a@example.org"));
        assertThat(hash).isNotEqualTo(with(key(1)).hash("b@example.org"));
        assertThat(hash).isNotEqualTo(with(key(2)).hash("a@example.org"));
    }

    @Test
    void withoutAKeyNothingIsKept() {
        assertThat(with(null).hash("a@example.org")).isNull();
        assertThat(with(" ").hash("a@example.org")).isNull();
    }

    @Test
    void aKeyHas32Bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> with("c2hvcnQ="));
        assertThatIllegalArgumentException().isThrownBy(() -> with("no base64!"));
    }
}
