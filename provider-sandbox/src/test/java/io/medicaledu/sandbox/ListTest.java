package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.ChargeListParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionListParams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListTest extends SandboxTest {

    private void madeAt(String table, String id, long created) {
        int changed = jdbc.sql("UPDATE provider_sandbox." + table
                        + " SET data = jsonb_set(data, '{created}', to_jsonb(?::bigint)) WHERE id = ?")
                .params(created, id)
                .update();
        assertThat(changed).isEqualTo(1);
    }

    @Test
    void moreThanAHundredArePagedThroughInBothDirections() throws Exception {
        String intent = paidSession().getPaymentIntent();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 105; i++) {
            made.add(refund(intent, 1).getId());
        }

        List<String> forwards = new ArrayList<>();
        stripe.v1()
                .refunds()
                .list(RefundListParams.builder()
                        .setPaymentIntent(intent)
                        .setLimit(50L)
                        .build())
                .autoPagingIterable()
                .forEach(refund -> forwards.add(refund.getId()));

        assertThat(forwards).containsExactlyElementsOf(made.reversed());

        List<String> backwards = new ArrayList<>();
        boolean more = true;
        while (more) {
            StripeCollection<Refund> page = stripe.v1()
                    .refunds()
                    .list(RefundListParams.builder()
                            .setPaymentIntent(intent)
                            .setLimit(50L)
                            .setEndingBefore(backwards.isEmpty() ? made.getFirst() : backwards.getFirst())
                            .build());
            backwards.addAll(0, page.getData().stream().map(Refund::getId).toList());
            more = page.getHasMore();
        }

        assertThat(backwards).containsExactlyElementsOf(made.subList(1, 105).reversed());
    }

    @Test
    void aPageEndingBeforeAnObjectHasTheNextNewerOnesNewestFirst() throws Exception {
        String intent = paidSession().getPaymentIntent();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            made.add(refund(intent, 1).getId());
        }

        var page = stripe.v1()
                .refunds()
                .list(RefundListParams.builder()
                        .setPaymentIntent(intent)
                        .setLimit(2L)
                        .setEndingBefore(made.getFirst())
                        .build());

        assertThat(page.getData()).extracting(Refund::getId).containsExactly(made.get(2), made.get(1));
        assertThat(page.getHasMore()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1000, 1", "1001, 0"})
    void allListsAreNarrowedByTimeOfCreation(long from, int found) throws Exception {
        String session = sessionPaidBy("4000000000001976").getId();
        String intent = stripe.v1().checkout().sessions().retrieve(session).getPaymentIntent();
        String charge = chargeOf(intent).getId();
        String refund = refund(intent, 1).getId();
        String dispute = stripe.v1()
                .disputes()
                .list(DisputeListParams.builder().setPaymentIntent(intent).build())
                .getData()
                .getFirst()
                .getId();
        madeAt("stripe_sessions", session, 1_000);
        madeAt("stripe_payment_intents", intent, 1_000);
        madeAt("stripe_charges", charge, 1_000);
        madeAt("stripe_refunds", refund, 1_000);
        madeAt("stripe_disputes", dispute, 1_000);
        jdbc.sql("UPDATE provider_sandbox.stripe_events SET created_at = to_timestamp(1000.5) WHERE body LIKE ?")
                .param("%" + session + "%")
                .update();

        assertThat(stripe.v1()
                        .checkout()
                        .sessions()
                        .list(SessionListParams.builder()
                                .setPaymentIntent(intent)
                                .setCreated(SessionListParams.Created.builder()
                                        .setGte(from)
                                        .setLte(1_001L)
                                        .build())
                                .build())
                        .getData())
                .hasSize(found);
        assertThat(stripe.v1()
                        .paymentIntents()
                        .list(PaymentIntentListParams.builder()
                                .setCreated(PaymentIntentListParams.Created.builder()
                                        .setGt(from - 1)
                                        .setLt(1_002L)
                                        .build())
                                .build())
                        .getData())
                .filteredOn(each -> each.getId().equals(intent))
                .hasSize(found);
        assertThat(stripe.v1()
                        .charges()
                        .list(ChargeListParams.builder()
                                .setPaymentIntent(intent)
                                .setCreated(ChargeListParams.Created.builder()
                                        .setGte(from)
                                        .build())
                                .build())
                        .getData())
                .hasSize(found);
        assertThat(stripe.v1()
                        .refunds()
                        .list(RefundListParams.builder()
                                .setPaymentIntent(intent)
                                .setCreated(from)
                                .build())
                        .getData())
                .hasSize(found);
        assertThat(stripe.v1()
                        .disputes()
                        .list(DisputeListParams.builder()
                                .setPaymentIntent(intent)
                                .setCreated(DisputeListParams.Created.builder()
                                        .setGte(from)
                                        .build())
                                .build())
                        .getData())
                .hasSize(found);
        assertThat(stripe.v1()
                        .events()
                        .list(EventListParams.builder()
                                .setType("checkout.session.completed")
                                .setCreated(EventListParams.Created.builder()
                                        .setGte(from)
                                        .setLte(1_001L)
                                        .build())
                                .build())
                        .getData())
                .filteredOn(event -> event.toJson().contains(session))
                .hasSize(found);
    }

    @Test
    void chargesAreListedWithWhatWasRefundedOfThem() throws Exception {
        String intent = paidSession().getPaymentIntent();
        refund(intent, 500);

        List<Charge> charges = stripe.v1()
                .charges()
                .list(ChargeListParams.builder().setLimit(100L).build())
                .getData();

        assertThat(charges)
                .filteredOn(charge -> charge.getPaymentIntent().equals(intent))
                .extracting(Charge::getAmountRefunded)
                .containsExactly(500L);
        assertThat(charges.getFirst()).isEqualTo(chargeOf(charges.getFirst().getPaymentIntent()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "created[gte]=x",
                "created[ge]=1",
                "created[]=1",
                "created=x",
                "starting_after=a&ending_before=b",
                "expand[]=data.charge",
            })
    void aWrongParameterOfAListIsRefused(String query) throws Exception {
        // Encoded, as Java's own client demands; stripe-java leaves the brackets as they are.
        String encoded = query.replace("[", "%5B").replace("]", "%5D");

        for (String list :
                List.of("checkout/sessions", "payment_intents", "charges", "refunds", "disputes", "events")) {
            assertThat(get("/sandbox/stripe/v1/" + list + "?" + encoded).statusCode())
                    .as(list)
                    .isEqualTo(400);
        }
    }

    @Test
    void anUnknownCursorIsMissing() {
        assertThatThrownBy(() -> stripe.v1()
                        .disputes()
                        .list(DisputeListParams.builder()
                                .setEndingBefore("du_none")
                                .build()))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(404);
                    assertThat(e.getParam()).isEqualTo("ending_before");
                });
    }

    @Test
    void anExpansionIsRefusedRatherThanIgnored() throws Exception {
        PaymentIntent intent =
                stripe.v1().paymentIntents().retrieve(paidSession().getPaymentIntent());

        assertThat(get("/sandbox/stripe/v1/payment_intents/" + intent.getId() + "?expand%5B%5D=latest_charge")
                        .body())
                .contains("parameter_unknown");
    }
}
