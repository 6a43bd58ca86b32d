package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.paypal.Order;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The HTML of the page where the payer approves. */
final class ApprovalPage {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{title} – PayPal sandbox</title>
              <style>
                body { font: 16px/1.5 system-ui, sans-serif; background: #f5f7fa; color: #1a2733; margin: 0; padding: 1rem; }
                main { max-width: 26rem; margin: 2rem auto; padding: 2rem; background: #fff; border-radius: 12px;
                       box-shadow: 0 2px 12px #0002; }
                h1 { font-size: 2rem; margin: .5rem 0; }
                fieldset { border: 1px solid #6b7a89; border-radius: 6px; margin: 1rem 0 0; } label { display: block; }
                button { margin-top: 1rem; width: 100%; font: inherit; font-weight: 600; padding: .7rem; border: 0;
                         border-radius: 99px; background: #ffc439; color: #1a2733; cursor: pointer; }
                button.quiet { background: none; text-decoration: underline; color: #003087; }
                :focus-visible { outline: 3px solid #003087; outline-offset: 2px; }
                .badge { display: inline-block; margin: 0; padding: 0 .6rem; border-radius: 99px; background: #e1ecff;
                         color: #003087; font-size: .85rem; }
                .error { background: #fdecea; color: #8a1c12; padding: .6rem .8rem; border-radius: 6px; }
                .done { background: #e6f4ea; color: #14532d; padding: .6rem .8rem; border-radius: 6px; }
                .note { color: #51606e; font-size: .85rem; }
              </style>
            </head>
            <body><main>{body}</main></body>
            </html>
            """;

    private ApprovalPage() {}

    static String of(Order order) {
        String amount = order.amount().text();
        String body =
                "<p class=\"badge\">PayPal sandbox</p><h1>" + amount + "</h1>" + description(order) + state(order);
        return frame("Pay " + amount, body);
    }

    private static String description(Order order) {
        return order.description() == null ? "" : "<p>" + HtmlUtils.htmlEscape(order.description()) + "</p>";
    }

    private static String state(Order order) {
        return switch (order.status()) {
            case COMPLETED ->
                "<p role=\"status\" class=\"done\">This is already paid. Thank you.</p>" + back(order.returnUrl());
            case VOIDED ->
                "<p role=\"status\">This order has expired. Nothing was charged.</p>" + back(order.cancelUrl());
            case CREATED, PAYER_ACTION_REQUIRED, APPROVED ->
                order.needsApproval()
                        ? declined(order) + form(order)
                        : "<p role=\"status\" class=\"done\">You have approved this payment.</p>"
                                + back(order.returnUrl());
        };
    }

    private static String declined(Order order) {
        return order.outcome() == null
                ? ""
                : "<p class=\"error\" role=\"alert\">This means of payment was declined. Choose another one.</p>";
    }

    private static String form(Order order) {
        return """
                <form method="post" action="/sandbox/paypal/checkoutnow/%1$s/approve">
                  <fieldset>
                    <legend>Pay with</legend>
                    <label><input type="radio" name="outcome" value="completed" checked> PayPal balance</label>
                    <label><input type="radio" name="outcome" value="pending"> eCheck, which takes days</label>
                    <label><input type="radio" name="outcome" value="declined"> A card that will be declined</label>
                  </fieldset>
                  <button type="submit">Pay now</button>
                </form>
                <form method="post" action="/sandbox/paypal/checkoutnow/%1$s/cancel">
                  <button type="submit" class="quiet">Cancel and return to the shop</button>
                </form>
                <p class="note">A stand-in for PayPal; no money moves.</p>
                """.formatted(order.id());
    }

    private static String back(@Nullable String url) {
        return url == null ? "" : "<p><a href=\"" + HtmlUtils.htmlEscape(url) + "\">Back to the shop</a></p>";
    }

    /** A page that only says something. */
    static String message(String title, String text) {
        return frame(title, "<h1>" + title + "</h1><p>" + HtmlUtils.htmlEscape(text) + "</p>");
    }

    private static String frame(String title, String body) {
        return FRAME.replace("{title}", title).replace("{body}", body);
    }
}
