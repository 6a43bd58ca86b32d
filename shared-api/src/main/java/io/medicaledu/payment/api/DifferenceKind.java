package io.medicaledu.payment.api;

/** How a provider's books and ours can differ in one transaction. */
public enum DifferenceKind {
    /** The provider has it, we do not. */
    MissingHere,
    /** We have it, the provider does not. */
    MissingThere,
    /** Both have it, with another amount or another currency. */
    AmountDiffers,
    /** Both have it, but it stands differently, e.g. a refund that failed there and succeeded here. */
    StateDiffers
}
