package io.medicaledu.payment.api;

/** What is suggested to do about a difference between a provider's books and ours. */
public enum RepairAction {
    /** Record the captured money; it confirms the booking, or goes back if nobody can use it any more. */
    RecordCapture,
    /** Record that money was refunded. */
    RecordRefund,
    /** Record that a refund failed, or came back. */
    RecordRefundFailure,
    /** Record a dispute and how it stands. */
    RecordDispute,
    /** Ask the provider once more whether it is still so. */
    AskProvider,
    /** Nothing that could be done by itself: a person looks into it, and dismisses the difference with a reason. */
    Investigate
}
