package io.medicaledu.scheduling.api;

/** What became of a seat that was offered to somebody who waited. */
public enum OfferEnd {
    Taken,
    Declined,
    Expired
}
