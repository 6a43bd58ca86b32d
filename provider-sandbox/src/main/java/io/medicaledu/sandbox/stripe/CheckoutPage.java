package io.medicaledu.sandbox.stripe;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The HTML of the hosted payment page. */
@SuppressWarnings("InlineFormatString") // pages read better as a whole
final class CheckoutPage {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%s – Stripe sandbox</title>
              <style>
                body { font: 16px/1.5 system-ui, sans-serif; background: #f4f6f8; color: #1a2733; margin: 0; }
                main { max-width: 26rem; margin: 3rem auto; padding: 2rem; background: #fff; border-radius: 12px;
                       box-shadow: 0 2px 12px #0002; }
                h1 { font-size: 1.1rem; margin: 0 0 .25rem; } .amount { font-size: 2rem; font-weight: 600; margin: 0 0 1rem; }
                label { display: block; font-weight: 600; margin-bottom: .25rem; }
                input { width: 100%%; box-sizing: border-box; font: inherit; padding: .6rem; border: 1px solid #8a99a8;
                        border-radius: 6px; }
                button { margin-top: 1rem; width: 100%%; font: inherit; font-weight: 600; padding: .7rem; border: 0;
                         border-radius: 6px; background: #0a5cc2; color: #fff; cursor: pointer; }
                .error { background: #fdecea; color: #8a1c12; padding: .6rem .8rem; border-radius: 6px; }
                .note { color: #51606e; font-size: .85rem; } code { white-space: nowrap; }
              </style>
            </head>
            <body><main>%s</main></body>
            </html>
            """;

    private static final String FORM = """
            <form method="post" action="/sandbox/stripe/checkout/%s/pay">
              <label for="card">Card number</label>
              <input id="card" name="card" inputmode="numeric" autocomplete="off" value="4242 4242 4242 4242" required>
              <button type="submit">Pay %s</button>
            </form>
            <p class="note">Test cards: <code>4242 4242 4242 4242</code> succeeds, <code>4000 0000 0000 0002</code> is
            declined, <code>4000 0000 0000 9995</code> has insufficient funds. No money moves.</p>
            """;

    private CheckoutPage() {}

    static String of(Session session, @Nullable String error) {
        String amount = amount(session);
        String body = "<h1>" + escape(session.productName()) + "</h1><p class=\"amount\">" + amount + "</p>"
                + (error == null ? "" : "<p class=\"error\" role=\"alert\">" + escape(error) + "</p>")
                + switch (session.status()) {
                    case "open" -> FORM.formatted(session.id(), amount);
                    case "complete" -> "<p role=\"status\">This has been paid. Thank you.</p>";
                    default -> "<p role=\"status\">This payment page has expired. Nothing was charged.</p>";
                };
        return FRAME.formatted("Pay " + amount, body);
    }

    static String message(String title, String text) {
        return FRAME.formatted(escape(title), "<h1>" + escape(title) + "</h1><p>" + escape(text) + "</p>");
    }

    static String declined(String code) {
        return code.equals("insufficient_funds")
                ? "Your card has insufficient funds. Try another card."
                : "Your card was declined. Try another card.";
    }

    private static String amount(Session session) {
        String code = session.currency().toUpperCase(Locale.ROOT);
        int decimals = Currency.getInstance(code).getDefaultFractionDigits();
        return BigDecimal.valueOf(session.amount(), decimals).toPlainString() + " " + code;
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
