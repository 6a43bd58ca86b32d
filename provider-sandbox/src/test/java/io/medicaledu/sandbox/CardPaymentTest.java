package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import com.stripe.model.checkout.Session;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CardPaymentTest extends SandboxTest {

    @Test
    void aGoodCardPays() throws Exception {
        Session session = openSession();

        HttpResponse<String> answer = pay(session, GOOD);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("https://shop.example/thanks?session=" + session.getId());
        Session paid = retrieve(session);
        assertThat(paid.getStatus()).isEqualTo("complete");
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        assertThat(paid.getUrl()).isNull();
        PaymentIntent intent = stripe.v1().paymentIntents().retrieve(paid.getPaymentIntent());
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmountReceived()).isEqualTo(4_500);
        assertThat(intent.getMetadata()).isEqualTo(Map.of("paymentId", "p-1"));
        assertThat(intent.getLastPaymentError()).isNull();
        Charge charge = stripe.v1().charges().retrieve(intent.getLatestCharge());
        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getPaymentIntent()).isEqualTo(intent.getId());
        assertThat(charge.getMetadata()).isEqualTo(Map.of("paymentId", "p-1"));
        assertThat(charge.getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4242");
        assertThat(charge.getOutcome().getType()).isEqualTo("authorized");
        await().untilAsserted(() -> {
            assertThat(receiver.eventIds("payment_intent.succeeded", intent.getId()))
                    .hasSize(1);
            assertThat(receiver.eventIds("charge.succeeded", charge.getId())).hasSize(1);
            assertThat(receiver.eventIds("checkout.session.completed", session.getId()))
                    .hasSize(1);
        });
    }

    @Test
    void aDeclinedCardLeavesTheSessionOpenForAnother() throws Exception {
        Session session = openSession();

        HttpResponse<String> answer = pay(session, DECLINED);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("/sandbox/stripe/checkout/" + session.getId() + "?error=card_declined");
        Session open = retrieve(session);
        assertThat(open.getStatus()).isEqualTo("open");
        PaymentIntent intent = stripe.v1().paymentIntents().retrieve(open.getPaymentIntent());
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        StripeError error = intent.getLastPaymentError();
        assertThat(error.getCode()).isEqualTo("card_declined");
        assertThat(error.getDeclineCode()).isEqualTo("generic_decline");
        Charge failed = stripe.v1().charges().retrieve(intent.getLatestCharge());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureCode()).isEqualTo("card_declined");
        await().untilAsserted(() -> {
            assertThat(receiver.eventIds("payment_intent.payment_failed", intent.getId()))
                    .hasSize(1);
            assertThat(receiver.eventIds("charge.failed", failed.getId())).hasSize(1);
        });

        assertThat(pay(session, GOOD).statusCode()).isEqualTo(303);

        assertThat(retrieve(session).getPaymentIntent()).isEqualTo(intent.getId());
        assertThat(stripe.v1().paymentIntents().retrieve(intent.getId()).getStatus())
                .isEqualTo("succeeded");
        assertThat(stripe.v1().charges().retrieve(failed.getId()).getStatus()).isEqualTo("failed");
    }

    @Test
    void aPoorCardHasInsufficientFunds() throws Exception {
        Session session = openSession();

        assertThat(pay(session, POOR).headers().firstValue("Location").orElseThrow())
                .endsWith("?error=insufficient_funds");

        PaymentIntent intent =
                stripe.v1().paymentIntents().retrieve(retrieve(session).getPaymentIntent());
        assertThat(intent.getLastPaymentError().getDeclineCode()).isEqualTo("insufficient_funds");
    }

    @Test
    void anUnknownNumberIsRefusedWithoutAnAttempt() throws Exception {
        Session session = openSession();

        for (String card : List.of("", "4242", "5555555555554444", "<script>")) {
            HttpResponse<String> answer = pay(session, card);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("<script>");
        }

        assertThat(retrieve(session).getPaymentIntent()).isNull();
    }

    @Test
    void aPaidOrExpiredSessionIsNotChargedAgain() throws Exception {
        Session paid = paidSession();
        Session expired = openSession();
        stripe.v1().checkout().sessions().expire(expired.getId());

        assertThat(pay(paid, GOOD).statusCode()).isEqualTo(409);
        assertThat(pay(expired, GOOD).statusCode()).isEqualTo(410);

        assertThat(count("stripe_charges WHERE payment_intent = ?", paid.getPaymentIntent()))
                .isEqualTo(1);
        assertThat(retrieve(expired).getPaymentIntent()).isNull();
    }

    @Test
    void ofManyPaymentsAtATimeOneCharges() throws Exception {
        Session session = openSession();

        List<Future<HttpResponse<String>>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(Stream.<Callable<HttpResponse<String>>>generate(() -> () -> pay(session, GOOD))
                    .limit(8)
                    .toList());
        }

        assertThat(answers).extracting(answer -> answer.get().statusCode()).containsOnlyOnce(303);
        String intent = retrieve(session).getPaymentIntent();
        assertThat(count("stripe_charges WHERE payment_intent = ?", intent)).isEqualTo(1);
    }

    @Test
    void thePageShowsWhatIsPaidAndWhatHappened() throws Exception {
        String path = "/sandbox/stripe/checkout/";
        Session yen =
                stripe.v1().checkout().sessions().create(session(9_000, "jpy").build());
        Session dinar =
                stripe.v1().checkout().sessions().create(session(9_000, "kwd").build());

        HttpResponse<String> page = get(path + yen.getId());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains("<html lang=\"en\">", "9000 JPY", "Suturing &lt;basics&gt;", "<label for=\"card\">")
                .contains("4000 0000 0000 0002", "/pay\"")
                .doesNotContain("role=\"alert\"");
        assertThat(get(path + dinar.getId()).body()).contains("9.000 KWD");
        assertThat(get(path + yen.getId() + "?error=card_declined").body()).contains("Your card was declined.");
        assertThat(get(path + yen.getId() + "?error=insufficient_funds").body()).contains("insufficient funds");
        assertThat(get(path + paidSession().getId()).body())
                .contains("already paid")
                .doesNotContain("<form");
        stripe.v1().checkout().sessions().expire(yen.getId());
        assertThat(get(path + yen.getId()).body()).contains("has expired").doesNotContain("<form");
        assertThat(get(path + "cs_test_none").statusCode()).isEqualTo(404);
    }
}
