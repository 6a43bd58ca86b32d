package io.medicaledu.identity.api;

/** Ways in which a user can be told something. */
public enum Channel {
    /** The list and the live stream of the platform itself. */
    InApp,
    Email,
    Sms,
    Push
}
