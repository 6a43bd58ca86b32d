package io.medicaledu.identity.api;

import java.util.Set;

/** Ways in which a user can be told something. */
public enum Channel {
    /** The list and the live stream of the platform itself. */
    InApp,
    Email,
    Sms,
    Push;

    /** By which a user is told who has chosen nothing. */
    public static final Set<Channel> DEFAULT = Set.of(InApp, Email);
}
