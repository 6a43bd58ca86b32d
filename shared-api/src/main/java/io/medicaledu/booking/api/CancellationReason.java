package io.medicaledu.booking.api;

/** Why a booking was cancelled; decides how much is refunded. */
public enum CancellationReason {
    /** The student cancelled: refund by the booking's own policy. */
    ByStudent,
    /** The instructor cancelled: full refund. */
    ByInstructor,
    /** An admin cancelled: full refund. */
    ByAdmin,
    /** The slot was cancelled: full refund. */
    SlotCancelled,
    /** The seat was not paid in time; nothing was captured. */
    HoldExpired,
    /** The payment provider will never open a checkout for it; nothing was captured. */
    CheckoutFailed
}
