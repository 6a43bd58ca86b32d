package io.medicaledu.identity.api;

import io.medicaledu.shared.PersonalData;

/** A telephone number in E.164 form (personal data). A type of its own, so that it can be encrypted per person. */
@PersonalData
public record PhoneNumber(String value) {

    @Override
    public String toString() {
        return "PhoneNumber[…]";
    }
}
