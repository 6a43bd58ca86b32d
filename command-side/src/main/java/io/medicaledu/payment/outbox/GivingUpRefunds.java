package io.medicaledu.payment.outbox;

import io.medicaledu.payment.api.PaymentCommand.RecordRefundFailed;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Commands;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends a refund of which the provider does not tell whether it was made, once a person has seen that it was not. Should
 * it have been made after all, the provider's word counts again: webhook or reconciliation records it.
 */
@Component
class GivingUpRefunds {

    private static final int MOST_OF_REASON = 500;

    private final JdbcClient jdbc;
    private final Commands commands;

    GivingUpRefunds(JdbcClient jdbc, Commands commands) {
        this.jdbc = jdbc;
        this.commands = commands;
    }

    private record Stuck(UUID paymentId, Optional<UUID> refundId, boolean undecided) {}

    /**
     * @param reason how the person knows
     * @throws Problem {@code validation} without a reason; {@code not-found}; {@code payment-state} if it is no refund, or
     *     is still being asked for in the usual way
     */
    void giveUp(UUID callId, String reason) {
        if (reason.isBlank() || reason.length() > MOST_OF_REASON) {
            throw Problem.invalid("reason", "must have 1 to " + MOST_OF_REASON + " characters");
        }
        Stuck call = find(callId).orElseThrow(() -> Problem.notFound("provider call"));
        if (call.refundId().isEmpty() || !call.undecided()) {
            throw new Problem(
                    ProblemCode.PAYMENT_STATE,
                    "Only a refund whose outcome is unknown, or that is parked, is given up");
        }
        commands.send(
                new RecordRefundFailed(call.paymentId(), call.refundId().get(), "given up: " + reason.strip(), null));
    }

    private Optional<Stuck> find(UUID callId) {
        return jdbc.sql("""
                        SELECT payment_id, payload ->> 'refundId' AS refund_id, parked OR outcome_unknown AS undecided
                        FROM command_side.outbox WHERE id = ?""")
                .param(callId)
                .query((row, index) -> new Stuck(
                        row.getObject("payment_id", UUID.class),
                        Optional.ofNullable(row.getString("refund_id")).map(UUID::fromString),
                        row.getBoolean("undecided")))
                .optional();
    }
}
