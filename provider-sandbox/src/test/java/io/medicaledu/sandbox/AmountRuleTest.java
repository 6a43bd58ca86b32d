package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.checkout.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe's rules about amounts (https://docs.stripe.com/currencies). */
class AmountRuleTest extends SandboxTest {

    private Session create(String currency, long amount) throws Exception {
        return stripe.v1()
                .checkout()
                .sessions()
                .create(session(amount, currency).build());
    }

    @ParameterizedTest
    @CsvSource({
        "usd, 50",
        "eur, 50",
        "gbp, 30",
        "jpy, 50",
        "czk, 1500",
        "huf, 17500",
        "mxn, 1000",
        "sek, 300",
    })
    void lessThanTheSmallestChargeIsRefused(String currency, long smallest) throws Exception {
        assertThat(create(currency, smallest).getAmountTotal()).isEqualTo(smallest);

        assertThatThrownBy(() -> create(currency, smallest - 1))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("amount_too_small"))
                .hasMessageContaining("total amount due must add up to at least");
    }

    @ParameterizedTest
    @CsvSource({
        "kwd, 5120, 5124",
        "bhd, 1010, 1001",
        "jod, 10, 9",
        "omr, 20, 25",
        "tnd, 990, 999",
        "isk, 500, 550",
        "ugx, 50000, 50001",
    })
    void someCurrenciesHaveToEndInZeros(String currency, long right, long wrong) throws Exception {
        assertThat(create(currency, right).getAmountTotal()).isEqualTo(right);

        assertThatThrownBy(() -> create(currency, wrong))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getParam()).isEqualTo("line_items[0][price_data][unit_amount]"));
    }

    @ParameterizedTest
    @CsvSource({"huf, 17545", "twd, 80045", "krw, 501", "mga, 501", "idr, 999999999999"})
    void otherAmountsAreTakenAsTheyAre(String currency, long amount) throws Exception {
        assertThat(create(currency, amount).getAmountTotal()).isEqualTo(amount);
    }

    @Test
    void moreThanEightDigitsAreTooMuch() throws Exception {
        var two = session(99_999_999, "usd");
        two.addLineItem(session(1, "usd").build().getLineItems().getFirst());

        assertThatThrownBy(() -> stripe.v1().checkout().sessions().create(two.build()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("amount_too_large"));
        assertThat(create("usd", 99_999_999).getAmountTotal()).isEqualTo(99_999_999);
    }

    @Test
    void aRefundInThreeDecimalsEndsInZeroToo() throws Exception {
        Session session = create("kwd", 9_000);
        pay(session, GOOD);
        String intent = retrieve(session).getPaymentIntent();

        assertThatThrownBy(() -> refund(intent, 1_001))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getParam()).isEqualTo("amount"));

        assertThat(refund(intent, 1_010).getAmount()).isEqualTo(1_010);
    }
}
