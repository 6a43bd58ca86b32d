package io.medicaledu.payment.paypal;

import io.medicaledu.payment.command.ProviderRefusedException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Why PayPal refused a call (https://developer.paypal.com/api/rest/responses/#failed-requests). */
final class PayPalRefusal extends RuntimeException {

    static final int NOT_FOUND = 404;
    static final int UNPROCESSABLE = 422;

    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final int status;
    private final String issue;

    private PayPalRefusal(int status, String issue, String message) {
        super(message, null, false, false);
        this.status = status;
        this.issue = issue;
    }

    static PayPalRefusal of(int status, byte[] body) {
        JsonNode json = parse(body);
        JsonNode detail = json.path("details").path(0);
        String name = json.path("name").asString(json.path("error").asString(String.valueOf(status)));
        String issue = detail.path("issue").asString(name);
        String text = detail.path("description").asString(json.path("message").asString(""));
        return new PayPalRefusal(status, issue, (status + " " + issue + " " + text).strip());
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    /** What PayPal said, if it was PayPal that refused. */
    static Optional<PayPalRefusal> in(ProviderRefusedException e) {
        return e.getCause() instanceof PayPalRefusal refusal ? Optional.of(refusal) : Optional.empty();
    }

    static boolean isNotFound(ProviderRefusedException e) {
        return in(e).filter(refusal -> refusal.status == NOT_FOUND).isPresent();
    }

    int status() {
        return status;
    }

    /** E.g. {@code INSTRUMENT_DECLINED}. */
    String issue() {
        return issue;
    }
}
