package io.medicaledu.identity.api;

import io.medicaledu.shared.PersonalData;

/** The name by which a person wants to be shown (personal data). A type of its own, so that it can be encrypted per person. */
@PersonalData
public record PersonName(String value) {

    @Override
    public String toString() {
        return "PersonName[…]";
    }
}
