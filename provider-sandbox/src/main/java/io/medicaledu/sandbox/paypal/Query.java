package io.medicaledu.sandbox.paypal;

import java.util.Map;

/** Parameters of a query. */
final class Query {

    private Query() {}

    /** @throws PayPalException if it is no number from 1 to the largest */
    static int number(Map<String, String> query, String name, int otherwise, int largest) {
        String value = query.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= largest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of range is.
        }
        throw PayPalException.invalidParameter(
                name, "query", "INVALID_PARAMETER_VALUE", "It must be a number from 1 to " + largest + ".");
    }
}
