package io.medicaledu.notification.api;

/** Ways in which a notification reaches its user. */
public enum Channel {
    /** The list and the live stream of the platform itself. */
    InApp,
    Email,
    Sms,
    Push
}
