package io.medicaledu.subscription.api;

/** Why nothing is pushed to a subscriber. */
public enum PauseReason {
    /** An admin wanted it so. */
    Requested,
    /** The receiver has answered 410: it wants no more. */
    ReceiverGone,
    /** One event could not be delivered for three days. */
    Unreachable
}
