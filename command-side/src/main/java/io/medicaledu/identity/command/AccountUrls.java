package io.medicaledu.identity.command;

/** Where programs outside reach what an account has. */
public interface AccountUrls {

    /** The calendar to which the token is the key. */
    String calendar(String token);
}
