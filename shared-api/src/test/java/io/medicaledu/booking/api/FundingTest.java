package io.medicaledu.booking.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FundingTest {

    private final UUID first = Ids.next();
    private final UUID second = Ids.next();
    private final List<Funding> both = List.of(new Funding(first, usd("45.00")), new Funding(second, usd("15.00")));

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    @Test
    void theLastPaymentIsGivenBackFirst() {
        assertThat(Funding.last(both, usd("20.00")))
                .containsExactly(new Funding(second, usd("15.00")), new Funding(first, usd("5.00")));
    }

    @Test
    void whatIsLeftIsWhatWasNotTaken() {
        List<Funding> taken = Funding.last(both, usd("20.00"));

        assertThat(Funding.without(both, taken)).containsExactly(new Funding(first, usd("40.00")));
    }

    @Test
    void thereIsNeverMoreThanThereIs() {
        assertThat(Funding.total(Funding.last(both, usd("100.00")), "USD")).isEqualTo(usd("60.00"));
        assertThat(Funding.last(both, usd("0.00"))).isEmpty();
    }
}
