package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.Stripe;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionListParams;
import io.medicaledu.sandbox.stripe.EventLog;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckoutSessionTest extends SandboxTest {

    @Test
    void theApiVersionIsTheOneThatStripeJavaIsMadeFor() {
        assertThat(EventLog.API_VERSION).isEqualTo(Stripe.API_VERSION);
    }

    @Test
    void aNewSessionIsOpenAndHasNoPaymentIntentYet() throws Exception {
        long before = Instant.now().getEpochSecond();

        Session session = stripe.v1()
                .checkout()
                .sessions()
                .create(session(4_500, "eur").setCustomerEmail("a@example.org").build());

        assertThat(session.getId()).startsWith("cs_test_");
        assertThat(session.getObject()).isEqualTo("checkout.session");
        assertThat(session.getStatus()).isEqualTo("open");
        assertThat(session.getPaymentStatus()).isEqualTo("unpaid");
        assertThat(session.getPaymentIntent()).isNull();
        assertThat(session.getAmountTotal()).isEqualTo(4_500);
        assertThat(session.getCurrency()).isEqualTo("eur");
        assertThat(session.getCustomerEmail()).isEqualTo("a@example.org");
        assertThat(session.getCustomerDetails().getEmail()).isEqualTo("a@example.org");
        assertThat(session.getMetadata()).containsExactlyEntriesOf(Map.of("bookingId", "b-1"));
        assertThat(session.getMode()).isEqualTo("payment");
        assertThat(session.getUiMode()).isEqualTo("hosted_page");
        assertThat(session.getLivemode()).isFalse();
        assertThat(session.getCreated()).isGreaterThanOrEqualTo(before);
        assertThat(session.getExpiresAt()).isEqualTo(session.getCreated() + 86_400);
        assertThat(session.getUrl()).isEqualTo(base() + "/sandbox/stripe/checkout/" + session.getId());
        assertThat(session.getLastResponse().requestId()).startsWith("req_");
        assertThat(retrieve(session)).isEqualTo(session);
    }

    @Test
    void severalLineItemsAreAddedUp() throws Exception {
        var params = session(1_000, "jpy");
        params.addLineItem(session(250, "jpy").build().getLineItems().getFirst());

        assertThat(stripe.v1().checkout().sessions().create(params.build()).getAmountTotal())
                .isEqualTo(1_250);
    }

    @Test
    void aSessionLivesFrom30MinutesTo24Hours() throws Exception {
        long now = Instant.now().getEpochSecond();

        assertThat(stripe.v1()
                        .checkout()
                        .sessions()
                        .create(session(4_500, "eur").setExpiresAt(now + 1_802).build())
                        .getExpiresAt())
                .isEqualTo(now + 1_802);
        for (long wrong : new long[] {now - 1, now + 1_700, now + 86_500}) {
            assertRefused(
                    () -> stripe.v1()
                            .checkout()
                            .sessions()
                            .create(session(4_500, "eur").setExpiresAt(wrong).build()),
                    null,
                    "expires_at");
        }
    }

    @Test
    void wrongParametersAreNamed() {
        assertRefused(() -> create("usd", 0), "parameter_invalid_integer", "line_items[0][price_data][unit_amount]");
        assertRefused(() -> create("xyz", 100), null, "line_items[0][price_data][currency]");
        assertRefused(
                () -> create("usd", 100_000_000),
                "parameter_invalid_integer",
                "line_items[0][price_data][unit_amount]");
        assertRefused(
                () -> stripe.v1()
                        .checkout()
                        .sessions()
                        .create(session(100, "usd").setSuccessUrl("no url").build()),
                "url_invalid",
                "success_url");
        assertRefused(
                () -> stripe.v1()
                        .checkout()
                        .sessions()
                        .create(session(100, "usd")
                                .putExtraParam("colour", "red")
                                .build()),
                "parameter_unknown",
                "colour");
        assertRefused(
                () -> stripe.v1()
                        .checkout()
                        .sessions()
                        .create(session(100, "usd")
                                .putMetadata("k", "v".repeat(501))
                                .build()),
                null,
                "metadata");
    }

    private Session create(String currency, long amount) throws Exception {
        return stripe.v1()
                .checkout()
                .sessions()
                .create(session(amount, currency).build());
    }

    private static void assertRefused(ThrowingCallable call, @Nullable String code, String param) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidRequestException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(400);
            assertThat(e.getCode()).isEqualTo(code);
            assertThat(e.getParam()).isEqualTo(param);
            assertThat(e.getStripeError().getType()).isEqualTo("invalid_request_error");
        });
    }

    @Test
    void onlyAnOpenSessionCanBeExpired() throws Exception {
        Session session = openSession();

        Session expired = stripe.v1().checkout().sessions().expire(session.getId());

        assertThat(expired.getStatus()).isEqualTo("expired");
        assertThat(expired.getUrl()).isNull();
        await().untilAsserted(() -> assertThat(receiver.eventIds("checkout.session.expired", session.getId()))
                .hasSize(1));
        Session paid = paidSession();
        for (Session closed : new Session[] {session, paid}) {
            assertThatThrownBy(() -> stripe.v1().checkout().sessions().expire(closed.getId()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("Only Checkout Sessions with a status in [\"open\"] can be expired");
        }
        assertThat(retrieve(paid).getStatus()).isEqualTo("complete");
    }

    @Test
    void anOverdueSessionExpiresByItself() throws Exception {
        Session session = openSession();

        jdbc.sql("""
                        UPDATE provider_sandbox.stripe_sessions SET data = jsonb_set(data, '{expiresAt}', '1000')
                        WHERE id = ?""").param(session.getId()).update();

        await().untilAsserted(() -> assertThat(retrieve(session).getStatus()).isEqualTo("expired"));
        await().untilAsserted(() -> assertThat(receiver.eventIds("checkout.session.expired", session.getId()))
                .hasSize(1));
        assertThat(pay(session, GOOD).statusCode()).isEqualTo(410);
    }

    @Test
    void sessionsAreListedNewestFirstAndByPaymentIntent() throws Exception {
        Session first = paidSession();
        Session second = openSession();
        Session third = openSession();

        var firstPage = stripe.v1()
                .checkout()
                .sessions()
                .list(SessionListParams.builder().setLimit(1L).build());
        assertThat(firstPage.getData()).extracting(Session::getId).containsExactly(third.getId());
        assertThat(firstPage.getHasMore()).isTrue();
        assertThat(stripe.v1()
                        .checkout()
                        .sessions()
                        .list(SessionListParams.builder()
                                .setLimit(1L)
                                .setStartingAfter(third.getId())
                                .build())
                        .getData())
                .extracting(Session::getId)
                .containsExactly(second.getId());
        assertThat(stripe.v1()
                        .checkout()
                        .sessions()
                        .list(SessionListParams.builder()
                                .setPaymentIntent(first.getPaymentIntent())
                                .build())
                        .getData())
                .extracting(Session::getId)
                .containsExactly(first.getId());
    }

    @Test
    void whatDoesNotExistIsMissing() {
        assertThatThrownBy(() -> stripe.v1().checkout().sessions().retrieve("cs_test_none"))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(404);
                    assertThat(e.getCode()).isEqualTo("resource_missing");
                });
    }

    @Test
    void anotherApiKeyIsRefused() {
        assertThatThrownBy(() -> clientWithKey("sk_test_other").v1().refunds().retrieve("re_1"))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Invalid API Key provided");
    }
}
