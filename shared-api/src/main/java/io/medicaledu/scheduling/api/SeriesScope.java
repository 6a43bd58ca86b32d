package io.medicaledu.scheduling.api;

/** Which slots of a series a change is for. */
public enum SeriesScope {
    /** This one only. */
    This,
    /** This one and those that start later. */
    Following
}
