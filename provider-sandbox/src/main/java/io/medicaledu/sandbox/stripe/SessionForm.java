package io.medicaledu.sandbox.stripe;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a new Checkout Session (https://docs.stripe.com/api/checkout/sessions/create). */
final class SessionForm {

    /** In a success URL, stands for the session's id. */
    static final String SESSION_ID = "{CHECKOUT_SESSION_ID}";

    private static final long SHORTEST_SECONDS = Duration.ofMinutes(30).toSeconds();
    private static final long LONGEST_SECONDS = Duration.ofHours(24).toSeconds();
    private static final int MOST_LINE_ITEMS = 100;
    private static final long MOST_OF_AN_ITEM = 999_999;

    /** The last three change nothing here. */
    private static final Set<String> KNOWN = Set.of(
            "mode",
            "line_items[",
            "client_reference_id",
            "customer_email",
            "metadata[",
            "payment_intent_data[",
            "success_url",
            "cancel_url",
            "expires_at",
            "payment_method_types[",
            "locale",
            "submit_type");

    private final Form form;
    private final long now;

    private SessionForm(Form form, long now) {
        this.form = form;
        this.now = now;
    }

    /**
     * @param now Unix time in seconds
     * @throws StripeException if a parameter is missing, wrong or unknown
     */
    static Session parse(Form form, long now) {
        form.allow(KNOWN);
        return new SessionForm(form, now).session();
    }

    private Session session() {
        if (!form.require("mode").equals("payment")) {
            throw StripeException.invalid(null, "mode", "The sandbox offers no other mode than payment.");
        }
        form.allowBelow("payment_intent_data", Set.of("metadata", "description"));
        String currency = itemCurrency(0);
        return new Session(
                StripeIds.nextSession(),
                Session.OPEN,
                null,
                null,
                currency,
                lineItems(currency),
                form.get("client_reference_id"),
                email(),
                form.metadata("metadata"),
                form.metadata("payment_intent_data[metadata]"),
                form.get("payment_intent_data[description]"),
                url("success_url", form.require("success_url")),
                form.has("cancel_url") ? url("cancel_url", form.require("cancel_url")) : null,
                now,
                expiresAt());
    }

    private static String item(int index, String path) {
        return "line_items[" + index + "]" + path;
    }

    private String itemCurrency(int index) {
        String name = item(index, "[price_data][currency]");
        return StripeCurrency.parse(name, form.require(name));
    }

    private List<LineItem> lineItems(String currency) {
        List<LineItem> items = new ArrayList<>();
        for (int i = 0; i < MOST_LINE_ITEMS && (i == 0 || form.has(item(i, ""))); i++) {
            if (!itemCurrency(i).equals(currency)) {
                throw StripeException.invalid(null, "line_items", "All line items must have the same currency.");
            }
            long quantity = positive(item(i, "[quantity]"), MOST_OF_AN_ITEM);
            long unitAmount = unitAmount(item(i, "[price_data][unit_amount]"), currency);
            if (unitAmount > StripeCurrency.largest(currency) / quantity) {
                throw tooLarge(currency);
            }
            items.add(new LineItem(form.require(item(i, "[price_data][product_data][name]")), unitAmount, quantity));
        }
        requireChargeable(items.stream().mapToLong(LineItem::amount).sum(), currency);
        return items;
    }

    private long unitAmount(String name, String currency) {
        long amount = positive(name, StripeCurrency.largest(currency));
        StripeCurrency.requireWholeSteps(name, amount, currency);
        return amount;
    }

    private static void requireChargeable(long total, String currency) {
        if (total > StripeCurrency.largest(currency)) {
            throw tooLarge(currency);
        }
        StripeCurrency.requireChargeable(total, currency);
    }

    private static StripeException tooLarge(String currency) {
        return StripeException.invalid(
                "amount_too_large",
                "line_items",
                "The total amount must be no more than " + StripeCurrency.largest(currency) + ".");
    }

    private long positive(String name, long largest) {
        form.require(name);
        return form.findLong(name)
                .filter(value -> value >= 1 && value <= largest)
                .orElseThrow(() -> StripeException.invalid(
                        "parameter_invalid_integer", name, "This value must be between 1 and " + largest + "."));
    }

    private @Nullable String email() {
        String email = form.get("customer_email");
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+")) {
            throw StripeException.invalid("email_invalid", "customer_email", "Invalid email address: " + email);
        }
        return email;
    }

    private static String url(String name, String value) {
        try {
            URI uri = new URI(value.replace(SESSION_ID, "id"));
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return value;
            }
        } catch (URISyntaxException e) {
            // Refused below.
        }
        throw StripeException.invalid("url_invalid", name, "Not a valid URL");
    }

    private long expiresAt() {
        long expiresAt = form.findLong("expires_at").orElse(now + LONGEST_SECONDS);
        if (expiresAt > now + LONGEST_SECONDS) {
            throw StripeException.invalid(
                    null,
                    "expires_at",
                    "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.");
        }
        if (expiresAt < now + SHORTEST_SECONDS) {
            throw StripeException.invalid(
                    null,
                    "expires_at",
                    "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.");
        }
        return expiresAt;
    }
}
