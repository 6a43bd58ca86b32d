package io.medicaledu.sandbox.paypal;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads the request that creates an order (https://developer.paypal.com/docs/api/orders/v2/#orders_create). */
final class OrderForm {

    private static final String UNIT = "/purchase_units/0";

    private OrderForm() {}

    /**
     * @param now Unix time in seconds
     * @throws PayPalException if a field is wrong
     */
    static Order parse(JsonNode body, String id, long now, long expiresAt) {
        String intent = Field.requiredText(body, "", "intent", 24);
        if (!intent.equals("CAPTURE")) {
            throw invalidValue("/intent");
        }
        JsonNode unit = unit(body);
        JsonNode source = body.path("payment_source");
        boolean payPal = source.path("paypal").isObject();
        if (source.isObject() && !source.isEmpty() && !payPal) {
            throw invalidValue("/payment_source");
        }
        JsonNode context = context(body, source);
        String reference = Field.text(unit, UNIT, "reference_id", 256);
        return new Order(
                id,
                payPal ? Order.Status.PAYER_ACTION_REQUIRED : Order.Status.CREATED,
                reference == null ? "default" : reference,
                Field.text(unit, UNIT, "custom_id", 127),
                Field.text(unit, UNIT, "invoice_id", 127),
                Field.text(unit, UNIT, "description", 127),
                Field.text(unit, UNIT, "soft_descriptor", 22),
                Field.money(unit, UNIT, "amount"),
                payPal,
                url(context, "return_url"),
                url(context, "cancel_url"),
                null,
                now,
                now,
                expiresAt);
    }

    private static JsonNode unit(JsonNode body) {
        JsonNode units = body.path("purchase_units");
        if (!units.isArray() || units.isEmpty() || !units.get(0).isObject()) {
            throw PayPalException.missingField("/purchase_units");
        }
        if (units.size() > 1) {
            throw PayPalException.invalid(
                    "/purchase_units",
                    "INVALID_ARRAY_MAX_ITEMS",
                    "The number of items in an array parameter is too large. This sandbox takes one purchase unit.");
        }
        return units.get(0);
    }

    private static JsonNode context(JsonNode body, JsonNode source) {
        JsonNode ofSource = source.path("paypal").path("experience_context");
        return ofSource instanceof MissingNode ? body.path("application_context") : ofSource;
    }

    private static @Nullable String url(JsonNode context, String name) {
        String url = Field.text(context, "/experience_context", name, 4_000);
        if (url == null) {
            return null;
        }
        try {
            String scheme = new URI(url).getScheme();
            if ("http".equals(scheme) || "https".equals(scheme)) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Refused below, as an address of another kind is.
        }
        throw PayPalException.invalid(
                "/experience_context/" + name,
                "INVALID_PARAMETER_SYNTAX",
                "The value of a field does not conform to the expected format.");
    }

    private static PayPalException invalidValue(String field) {
        return PayPalException.invalid(field, "INVALID_PARAMETER_VALUE", "The value of a field is invalid.");
    }
}
