package io.medicaledu.identity.api;

import io.medicaledu.shared.PersonalData;

/** An e-mail address, in lower case (personal data). A type of its own, so that it can be encrypted per person. */
@PersonalData
public record EmailAddress(String value) {

    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
