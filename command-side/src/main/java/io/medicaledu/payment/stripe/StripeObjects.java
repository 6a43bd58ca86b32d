package io.medicaledu.payment.stripe;

import com.stripe.Stripe;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.param.RefundListParams;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stripe's objects as the API version that this platform is written for shows them. */
final class StripeObjects {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long PAGE = 100;

    private final StripeCalls calls;

    StripeObjects(StripeCalls calls) {
        this.calls = calls;
    }

    /**
     * The object of an event. An endpoint of another API version may write it in another shape; then it is read anew.
     *
     * @throws io.medicaledu.payment.command.ProviderRefusedException if there is no such object
     */
    JsonNode of(JsonNode event) {
        JsonNode object = event.path("data").path("object");
        return isUpToDate(event)
                ? object
                : retrieve(object.path("object").asString(""), object.path("id").asString(""), object);
    }

    /** Whether the event has the shape that this platform is written for. */
    static boolean isUpToDate(JsonNode event) {
        return event.path("api_version").asString(Stripe.API_VERSION).equals(Stripe.API_VERSION);
    }

    private JsonNode retrieve(String type, String id, JsonNode asSent) {
        return switch (type) {
            case "checkout.session" ->
                json(calls.make(stripe -> stripe.v1().checkout().sessions().retrieve(id)));
            case "payment_intent" -> paymentIntent(id);
            case "refund" -> json(calls.make(stripe -> stripe.v1().refunds().retrieve(id)));
            case "charge" -> json(calls.make(stripe -> stripe.v1().charges().retrieve(id)));
            case "dispute" -> json(calls.make(stripe -> stripe.v1().disputes().retrieve(id)));
            default -> asSent;
        };
    }

    /** @throws io.medicaledu.payment.command.ProviderRefusedException if there is no such object */
    JsonNode paymentIntent(String id) {
        return json(calls.make(stripe -> stripe.v1().paymentIntents().retrieve(id)));
    }

    List<JsonNode> refundsOf(String paymentIntentId) {
        RefundListParams all = RefundListParams.builder()
                .setPaymentIntent(paymentIntentId)
                .setLimit(PAGE)
                .build();
        return calls.make(stripe -> {
            List<JsonNode> found = new ArrayList<>();
            for (Refund refund : stripe.v1().refunds().list(all).autoPagingIterable()) {
                found.add(json(refund));
            }
            return found;
        });
    }

    private static JsonNode json(StripeObject object) {
        return JSON.readTree(object.toJson());
    }
}
