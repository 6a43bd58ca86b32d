package io.medicaledu.catalog.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.medicaledu.catalog.api.CancellationPolicy.Tier;
import io.medicaledu.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancellationPolicyTest {

    private static final Instant START = Instant.parse("2027-01-15T09:00:00Z");

    @ParameterizedTest
    @CsvSource({"PT48H,10000", "PT24H,10000", "PT23H59M59S,5000", "PT2H,5000", "PT1H59M59S,0", "PT0S,0", "-PT1H,0"})
    void theDefaultRefundsByTheTimeLeft(Duration left, long refund) {
        assertThat(CancellationPolicy.DEFAULT.refundOf(new Money(10000, "USD"), START.minus(left), START))
                .isEqualTo(new Money(refund, "USD"));
    }

    @Test
    void tiersMayComeInAnyOrder() {
        CancellationPolicy policy = new CancellationPolicy(List.of(new Tier(1, 10), new Tier(72, 90)));

        assertThat(policy.refundOf(new Money(1000, "EUR"), START.minus(Duration.ofDays(4)), START))
                .isEqualTo(new Money(900, "EUR"));
    }

    @Test
    void refusesTiersThatContradictEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CancellationPolicy(List.of(new Tier(24, 100), new Tier(24, 50))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tier(24, 101));
    }
}
