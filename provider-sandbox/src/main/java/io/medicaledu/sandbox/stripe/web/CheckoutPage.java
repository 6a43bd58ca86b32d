package io.medicaledu.sandbox.stripe.web;

import io.medicaledu.sandbox.stripe.LineItem;
import io.medicaledu.sandbox.stripe.Session;
import io.medicaledu.sandbox.stripe.StripeCurrency;
import io.medicaledu.sandbox.stripe.TestCard;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The HTML of the hosted payment page. */
final class CheckoutPage {

    private CheckoutPage() {}

    /** @param error what went wrong with the last attempt */
    static String of(Session session, @Nullable String error) {
        String amount = StripeCurrency.format(session.amount(), session.currency());
        String body = "<p class=\"badge\">Stripe sandbox</p>"
                + (error == null
                        ? ""
                        : "<p class=\"error\" role=\"alert\" id=\"error\">" + HtmlUtils.htmlEscape(error) + "</p>")
                + "<h1>" + amount + "</h1>" + items(session) + state(session, amount, error != null);
        return PageFrame.of("Pay " + amount, body);
    }

    private static String items(Session session) {
        return session.lineItems().stream()
                .map(item -> "<li>" + HtmlUtils.htmlEscape(item.name()) + quantity(item) + "</li>")
                .collect(Collectors.joining("", "<ul class=\"items\">", "</ul>"));
    }

    private static String quantity(LineItem item) {
        return item.quantity() == 1 ? "" : " × " + item.quantity();
    }

    private static String state(Session session, String amount, boolean wrong) {
        if (session.isOpen()) {
            return form(session, amount, wrong) + back(session.cancelUrl(), "Back without paying");
        }
        if (session.isComplete() && !session.isPaid()) {
            return "<p role=\"status\" class=\"done\">Your bank has been asked to pay. Thank you.</p>";
        }
        return session.isComplete()
                ? "<p role=\"status\" class=\"done\">This is already paid. Thank you.</p>"
                        + back(session.successUrl().contains("{") ? null : session.successUrl(), "Back to the shop")
                : "<p role=\"status\">This payment page has expired. Nothing was charged.</p>"
                        + back(session.cancelUrl(), "Back to the shop");
    }

    private static String form(Session session, String amount, boolean wrong) {
        return """
                <form method="post" action="/sandbox/stripe/checkout/%s/pay">
                  <label for="card">Card number</label>
                  <input id="card" name="card" autocomplete="off" value="%s" required%s
                         aria-describedby="cards">
                  <button type="submit">Pay %s</button>
                  <button type="submit" class="other" name="card" value="sepa_debit">Pay by SEPA Direct Debit</button>
                </form>
                <div class="note" id="cards"><p>Test cards; no money moves:</p><ul>%s</ul></div>
                """.formatted(
                session.id(), TestCard.GOOD.spacedNumber(), wrong ? " aria-invalid=\"true\"" : "", amount, cards());
    }

    private static String cards() {
        return Arrays.stream(TestCard.values())
                .map(card -> "<li><code>" + card.spacedNumber() + "</code> " + card.message() + "</li>")
                .collect(Collectors.joining());
    }

    private static String back(@Nullable String url, String text) {
        return url == null ? "" : "<p><a href=\"" + HtmlUtils.htmlEscape(url) + "\">" + text + "</a></p>";
    }

    /** A page that only says something. */
    static String message(String title, String text) {
        return PageFrame.of(title, "<h1>" + title + "</h1><p>" + HtmlUtils.htmlEscape(text) + "</p>");
    }
}
