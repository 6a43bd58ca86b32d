package io.medicaledu.app.simulation;

import io.medicaledu.app.support.Api;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody does in a provider's dashboard, or the payer's bank, behind the platform's back. */
final class AtTheProvider {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LEAST = 400;
    private static final int LOOKS = 6;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Api anonymous;
    private final StubbornApi admin;
    private final Random random;
    private final Tally tally;

    AtTheProvider(Api anonymous, StubbornApi admin, Random random, Tally tally) {
        this.anonymous = anonymous;
        this.admin = admin;
        this.random = random;
        this.tally = tally;
    }

    /** @param order PayPal's; empty for a payment by card */
    void something(UUID payment, String order) {
        JsonNode paid = paid(payment);
        String transaction = paid.path("providerTransactionId").asString("");
        if (transaction.isEmpty()) {
            return;
        }
        if (paid.path("provider").asString().equals("PayPal")) {
            atPayPal(new Paid("paypal", "captureId", transaction, currency(paid)), order);
        } else {
            atStripe(new Paid("stripe", "paymentIntent", transaction, currency(paid)));
        }
    }

    private static String currency(JsonNode paid) {
        return paid.path("amount").path("currency").asString();
    }

    /** The provider's webhook may be on its way, or lost. */
    private JsonNode paid(UUID payment) {
        JsonNode view = admin.get("/api/payments/" + payment).json();
        for (int i = 1;
                i < LOOKS && view.path("providerTransactionId").asString("").isEmpty();
                i++) {
            StubbornApi.pause(PAUSE);
            view = admin.get("/api/payments/" + payment).json();
        }
        return view;
    }

    /** @param field how the provider's control page calls what was paid by */
    private record Paid(String provider, String field, String transaction, String currency) {

        /** Stripe's dashboard counts in minor units, PayPal's in words. */
        Map<String, Object> about(long minorUnits) {
            Object amount = provider.equals("paypal")
                    ? Objects.requireNonNull(World.money(minorUnits, currency).get("amount"))
                    : (Object) minorUnits;
            return Map.of(field, transaction, "amount", amount);
        }

        Map<String, Object> aboutAll() {
            return Map.of(field, transaction);
        }
    }

    private void atStripe(Paid paid) {
        switch (random.nextInt(6)) {
            case 0 -> control(paid, "dashboard-refunds", paid.about(part()));
            case 1 -> control(paid, "double-charge", paid.aboutAll());
            case 2 -> control(paid, "disputes", paid.aboutAll());
            case 3 -> {
                Map<String, Object> inquiry = new HashMap<>(paid.about(part()));
                inquiry.put("inquiry", true);
                control(paid, "disputes", inquiry);
            }
            case 4 -> decide(paid, control(paid, "disputes", paid.about(part())), "id");
            default -> twoDisputes(paid, "id");
        }
    }

    private void atPayPal(Paid paid, String order) {
        switch (random.nextInt(6)) {
            case 0 -> control(paid, "dashboard-refunds", paid.about(part()));
            case 1 -> control(paid, "double-capture", Map.of("orderId", order));
            case 2 -> control(paid, "disputes", paid.aboutAll());
            case 3 -> control(paid, "captures/" + paid.transaction() + "/reverse", Map.of());
            case 4 -> decide(paid, control(paid, "disputes", paid.about(part())), "dispute_id");
            default -> twoDisputes(paid, "dispute_id");
        }
    }

    /** The first is decided at once; the other stays open until the end, or is refused as too much. */
    private void twoDisputes(Paid paid, String id) {
        String first = control(paid, "disputes", paid.about(part()));
        if (random.nextBoolean()) {
            control(paid, "disputes", paid.about(part()));
            decide(paid, first, id);
        } else {
            decide(paid, first, id);
            control(paid, "disputes", paid.aboutAll());
        }
    }

    private void decide(Paid paid, String dispute, String id) {
        String found = dispute.isEmpty() ? "" : JSON.readTree(dispute).path(id).asString("");
        Decision decision = Decision.of(random);
        if (!found.isEmpty()) {
            if (paid.provider().equals("paypal")) {
                control(paid, "disputes/" + found + "/resolve", decision.atPayPal(LEAST, paid.currency()));
            } else {
                control(paid, "disputes/" + found + "/close", decision.atStripe(LEAST));
            }
        }
    }

    private long part() {
        return (long) LEAST + random.nextInt(500);
    }

    /** A bank sends back what was refunded to it, e.g. as the card is gone. */
    void refundComesBack(UUID booking) {
        List<JsonNode> refunds = List.of();
        for (int i = 0; i < LOOKS && refunds.isEmpty(); i++) {
            StubbornApi.pause(PAUSE);
            refunds = refundsOf(booking);
        }
        if (!refunds.isEmpty()) {
            JsonNode refund = refunds.get(random.nextInt(refunds.size()));
            boolean paypal = refund.path("provider").asString().equals("PayPal");
            String path = "/sandbox/" + (paypal ? "paypal" : "stripe") + "/refunds/"
                    + refund.path("providerTransactionId").asString() + "/outcome";
            once("refund comes back", path, Map.of("status", paypal ? "FAILED" : "failed"));
        }
    }

    private List<JsonNode> refundsOf(UUID booking) {
        return admin.get("/api/payments?bookingId=" + booking)
                .json()
                .path("items")
                .valueStream()
                .filter(each -> !each.path("refundOfPaymentId").asString("").isEmpty())
                .filter(each -> !each.path("providerTransactionId").asString("").isEmpty())
                .toList();
    }

    private String control(Paid paid, String what, Map<String, ?> body) {
        String kind = paid.provider() + " " + what.replaceAll("/.*/", " ");
        return once(kind, "/sandbox/" + paid.provider() + "/" + what, body);
    }

    /** Answered or not, it is done once: a person would look what became of it. */
    private String once(String kind, String path, Map<String, ?> body) {
        String[] text = {""};
        admin.once(() -> text[0] = tally.count(kind, anonymous.post(path, body)).text());
        return text[0];
    }
}
