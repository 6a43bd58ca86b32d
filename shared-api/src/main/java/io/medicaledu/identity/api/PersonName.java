package io.medicaledu.identity.api;

/** The name by which a person wants to be shown (personal data). A type of its own, so that it can be encrypted per person. */
public record PersonName(String value) {

    @Override
    public String toString() {
        return "PersonName[…]";
    }
}
