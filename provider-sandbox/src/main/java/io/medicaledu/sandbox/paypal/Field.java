package io.medicaledu.sandbox.paypal;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fields of a request's body, with PayPal's checks. Fields that PayPal does not know it ignores, as PayPal does. */
final class Field {

    private static final Pattern VALUE = Pattern.compile("-?(\\d+|\\d*[.]\\d+)");
    private static final int LONGEST_VALUE = 32;
    private static final long LARGEST = 999_999_999;

    private Field() {}

    /**
     * A text.
     *
     * @param path where the parent is, e.g. {@code /purchase_units/0}
     * @return null if it is left out
     * @throws PayPalException if it is no text, empty or too long
     */
    static @Nullable String text(JsonNode parent, String path, String name, int longest) {
        JsonNode node = parent.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        String field = path + "/" + name;
        if (!node.isString()) {
            throw PayPalException.invalid(
                    field, "INVALID_PARAMETER_SYNTAX", "The value of a field does not conform to the expected format.");
        }
        String text = node.asString();
        if (text.isEmpty() || text.length() > longest || text.indexOf('\0') >= 0) {
            throw PayPalException.invalid(
                    field,
                    "INVALID_STRING_LENGTH",
                    "The value of a field is either too short or too long. It must have 1 to " + longest
                            + " characters.");
        }
        return text;
    }

    /** @throws PayPalException if it is left out, too */
    static String requiredText(JsonNode parent, String path, String name, int longest) {
        String text = text(parent, path, name, longest);
        if (text == null) {
            throw PayPalException.missingField(path + "/" + name);
        }
        return text;
    }

    /**
     * An amount above zero.
     *
     * @throws PayPalException 400 if it is missing or no number, 422 if PayPal does not take it
     */
    static Money money(JsonNode parent, String path, String name) {
        JsonNode node = parent.get(name);
        String field = path + "/" + name;
        if (node == null || !node.isObject()) {
            throw PayPalException.missingField(field);
        }
        String currency = requiredText(node, field, "currency_code", 3);
        String value = requiredText(node, field, "value", LONGEST_VALUE);
        checkSyntax(value, field + "/value");
        if (!PayPalCurrency.exists(currency)) {
            throw PayPalException.unprocessableField(
                    field + "/currency_code",
                    "INVALID_CURRENCY_CODE",
                    "Currency code should be a three-character currency code.");
        }
        if (!PayPalCurrency.isSupported(currency)) {
            throw PayPalException.unprocessableField(
                    field + "/currency_code",
                    "CURRENCY_NOT_SUPPORTED",
                    "Currency code is not currently supported. Please refer"
                            + " https://developer.paypal.com/api/rest/reference/currency-codes/ for list of supported"
                            + " currency codes.");
        }
        return new Money(currency, units(new BigDecimal(value), currency, field + "/value"));
    }

    /**
     * An amount above zero.
     *
     * @param value e.g. {@code 10.00}
     * @throws PayPalException if it is none
     */
    static Money money(String value, String currency) {
        checkSyntax(value, "/amount");
        return new Money(currency, units(new BigDecimal(value), currency, "/amount"));
    }

    private static void checkSyntax(String value, String field) {
        if (value.length() > LONGEST_VALUE || !VALUE.matcher(value).matches()) {
            throw PayPalException.invalid(
                    field, "INVALID_PARAMETER_SYNTAX", "The value of a field does not conform to the expected format.");
        }
    }

    private static long units(BigDecimal value, String currency, String field) {
        int decimals = PayPalCurrency.decimals(currency);
        if (decimals == 0 && value.scale() > 0) {
            throw PayPalException.unprocessableField(
                    field, "DECIMALS_NOT_SUPPORTED", "Currency does not support decimals.");
        }
        if (value.scale() > decimals) {
            throw PayPalException.unprocessableField(
                    field,
                    "DECIMAL_PRECISION",
                    "If the currency supports decimals, only two decimal place precision is supported.");
        }
        if (value.signum() <= 0) {
            throw PayPalException.unprocessableField(field, "CANNOT_BE_ZERO_OR_NEGATIVE", "Must be greater than zero.");
        }
        BigDecimal units = value.movePointRight(decimals);
        if (units.compareTo(BigDecimal.valueOf(LARGEST)) > 0) {
            throw PayPalException.unprocessableField(
                    field, "MAX_VALUE_EXCEEDED", "Should be less than or equal to 9999999.99.");
        }
        return units.longValueExact();
    }
}
