package io.medicaledu.audit.query;

import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The disputes of a payment, each told by itself in {@code disputes}, and what they make of its flag. */
final class AuditedDisputes {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DISPUTES = "disputes";
    private static final String ALSO = "; ";
    private static final String DISPUTED = "disputed: ";
    private static final String LOST = "dispute-lost";

    private AuditedDisputes() {}

    static void open(ObjectNode payment, String disputeId, String reason, Money amount, Instant at) {
        ObjectNode disputes = copyOf(payment);
        if (disputes.path(disputeId).isMissingNode()) {
            disputes.set(
                    disputeId,
                    JSON.createObjectNode()
                            .put("state", DisputeState.Open.name())
                            .put("reason", reason)
                            .put("amount", amount.toString())
                            .put("since", RowChange.stored(at).toString()));
        }
        show(payment, disputes);
    }

    /** Money that is held back or given back meanwhile decides nothing. */
    static void reopen(ObjectNode payment, String disputeId) {
        decide(payment, disputeId, DisputeState.Open, null);
    }

    /** @param amount what was lost; null if it stays what the dispute was about */
    static void decide(ObjectNode payment, String disputeId, DisputeState state, @Nullable Money amount) {
        ObjectNode disputes = copyOf(payment);
        if (disputes.path(disputeId) instanceof ObjectNode dispute) {
            dispute.put("state", state.name());
            if (amount != null) {
                dispute.put("amount", amount.toString());
            }
        }
        show(payment, disputes);
    }

    private static ObjectNode copyOf(ObjectNode payment) {
        return payment.path(DISPUTES) instanceof ObjectNode known ? known.deepCopy() : JSON.createObjectNode();
    }

    private static void show(ObjectNode payment, ObjectNode disputes) {
        payment.set(DISPUTES, disputes);
        List<String> reasons = new ArrayList<>(
                Arrays.stream(payment.path("flagReason").asString("").split(ALSO, -1))
                        .filter(reason -> !reason.isEmpty() && !reason.startsWith(DISPUTED) && !reason.equals(LOST))
                        .toList());
        if (disputes.valueStream().anyMatch(dispute -> isIn(dispute, DisputeState.Lost))) {
            reasons.add(LOST);
        }
        disputes.valueStream()
                .filter(dispute -> isIn(dispute, DisputeState.Open))
                .sorted(Comparator.comparing(dispute -> dispute.path("since").asString()))
                .forEach(
                        dispute -> reasons.add(DISPUTED + dispute.path("reason").asString()));
        payment.put("isFlagged", !reasons.isEmpty());
        payment.put("flagReason", reasons.isEmpty() ? null : String.join(ALSO, reasons));
    }

    private static boolean isIn(JsonNode dispute, DisputeState state) {
        return dispute.path("state").asString().equals(state.name());
    }
}
