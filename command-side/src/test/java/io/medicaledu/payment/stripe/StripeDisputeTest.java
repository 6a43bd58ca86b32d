package io.medicaledu.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Dispute;
import com.stripe.net.ApiResource;
import io.medicaledu.payment.api.PaymentCommand.DisputeFunds;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.shared.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** How Stripe's disputes are read, from webhooks and from lists. */
class StripeDisputeTest {

    private static String json(String status, String postings) {
        return """
                {"id":"du_1","object":"dispute","amount":4500,"currency":"eur","status":"%s"%s}""".formatted(status, postings);
    }

    private static StripeDispute read(String json) {
        StripeDispute fromWebhook =
                StripeDispute.of(JsonMapper.shared().readTree(json), false).orElseThrow();
        StripeDispute fromList = StripeDispute.of(ApiResource.GSON.fromJson(json, Dispute.class), false)
                .orElseThrow();
        assertThat(fromList).isEqualTo(fromWebhook);
        return fromWebhook;
    }

    private static String posted(String currency, long... amounts) {
        StringBuilder postings = new StringBuilder();
        for (long amount : amounts) {
            postings.append(postings.isEmpty() ? "" : ",")
                    .append("{\"id\":\"txn_1\",\"object\":\"balance_transaction\",\"amount\":%d,\"currency\":\"%s\"}"
                            .formatted(amount, currency));
        }
        return ",\"balance_transactions\":[" + postings + "]";
    }

    private static Money eur(long minorUnits) {
        return new Money(minorUnits, "EUR");
    }

    @ParameterizedTest
    @CsvSource({
        "needs_response, 4500, 0, Open",
        "under_review, 4500, 0, Open",
        "lost, 4500, 0, Lost",
        "lost, 4500, 1500, Lost",
        "lost, 4500, 4500, Won",
        "won, 4500, 4500, Won",
        "won, 4500, 1500, Lost",
        // Won, but the money is not back yet.
        "won, 4500, 0, Open",
        // What moves no money as a rule has moved some.
        "prevented, 4500, 0, Lost",
        "prevented, 4500, 1500, Lost",
        "prevented, 4500, 4500, Won",
        "warning_closed, 4500, 0, Lost",
        "warning_under_review, 4500, 0, Open",
        // Not known here, so not decided.
        "in_a_new_way, 4500, 0, Open",
        "in_a_new_way, 4500, 4500, Open"
    })
    void itStandsAsItsMoneyDoes(String status, long withdrawn, long reinstated, DisputeState state) {
        String postings = reinstated == 0 ? posted("eur", -withdrawn) : posted("eur", -withdrawn, reinstated);

        assertThat(read(json(status, postings)))
                .isEqualTo(new StripeDispute(eur(4500), state, new DisputeFunds(eur(withdrawn), eur(reinstated))));
    }

    @Test
    void whatIsNotToldIsNotGuessed() {
        assertThat(read(json("lost", ""))).isEqualTo(new StripeDispute(eur(4500), DisputeState.Lost, null));
    }

    @Test
    void theAccountsOwnCurrencyCountsByItsShare() {
        assertThat(read(json("lost", posted("usd", -5_000, 1_000))).funds())
                .isEqualTo(new DisputeFunds(eur(4500), eur(900)));
        assertThat(read(json("won", posted("usd", -5_000, 4_900))).state()).isEqualTo(DisputeState.Won);
        assertThat(read(json("needs_response", posted("usd"))).funds()).isEqualTo(new DisputeFunds(eur(0), eur(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"warning_needs_response", "warning_closed", "prevented", "in_a_new_way"})
    void whatMovesNoMoneyIsNone(String status) {
        assertThat(StripeDispute.of(JsonMapper.shared().readTree(json(status, posted("eur"))), false))
                .isEmpty();
    }

    @Test
    void ofAStatusThatIsNotKnownTheWorstIsExpectedIfItsMoneyIsNotTold() {
        assertThat(read(json("in_a_new_way", ""))).isEqualTo(new StripeDispute(eur(4500), DisputeState.Open, null));
        assertThat(StripeDispute.of(JsonMapper.shared().readTree(json("prevented", "")), false))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"warning_closed", "prevented"})
    void whatWeTakeForOpenIsWonIfItEndsWithoutMoney(String status) {
        StripeDispute won = new StripeDispute(eur(4500), DisputeState.Won, null);

        assertThat(StripeDispute.of(JsonMapper.shared().readTree(json(status, posted("eur"))), true))
                .contains(won);
        assertThat(StripeDispute.of(JsonMapper.shared().readTree(json(status, "")), true))
                .contains(won);
        assertThat(read(json(status, posted("eur", -4500))).state()).isEqualTo(DisputeState.Lost);
    }

    @Test
    void whatIsWonWithoutPostingsHasTheUsualOutcome() {
        StripeDispute won = new StripeDispute(eur(4500), DisputeState.Won, null);

        assertThat(read(json("won", posted("eur")))).isEqualTo(won);
        assertThat(read(json("won", ""))).isEqualTo(won);
    }
}
