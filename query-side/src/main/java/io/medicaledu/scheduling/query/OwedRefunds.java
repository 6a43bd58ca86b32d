package io.medicaledu.scheduling.query;

/** What stands in {@code slot_cancellation_refunds.state}, and how it is read. */
final class OwedRefunds {

    /** By a cancelled booking; not asked for yet. */
    static final String OWED = "Owed";
    /** The provider is being asked. */
    static final String REQUESTED = "Requested";

    static final String SUCCEEDED = "Succeeded";
    static final String FAILED = "Failed";

    /**
     * The refunds, with {@code NotNeeded} for those that nobody will ask for, as others have given the whole payment back
     * (payment status 2 is {@code Failed}).
     */
    static final String SELECT = """
            SELECT refund.booking_id, refund.amount, refund.currency, refund.error, refund.ended_at,
                CASE WHEN refund.state = 'Owed' AND EXISTS (
                    SELECT 1 FROM read_model.payments AS payment
                    WHERE payment.id = refund.payment_id AND payment.captured_amount <= (
                        SELECT coalesce(sum(other.amount), 0) FROM read_model.payments AS other
                        WHERE other.refund_of_payment_id = payment.id AND other.status <> 2 AND other.id <> refund.id))
                THEN 'NotNeeded' ELSE refund.state END AS state
            FROM read_model.slot_cancellation_refunds AS refund""";

    private OwedRefunds() {}
}
