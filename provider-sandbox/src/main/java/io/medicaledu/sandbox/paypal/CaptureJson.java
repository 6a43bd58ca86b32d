package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxUrls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes captures in the shape of PayPal's API (https://developer.paypal.com/docs/api/payments/v2/#captures_get). */
@Component
public class CaptureJson {

    private final SandboxUrls urls;

    CaptureJson(SandboxUrls urls) {
        this.urls = urls;
    }

    /** As it is in an order. */
    Map<String, Object> embedded(Capture capture) {
        Map<String, Object> json = Json.object("id", capture.id());
        json.put("status", capture.status().name());
        if (capture.status() == Capture.Status.PENDING) {
            json.put("status_details", Map.of("reason", "PENDING_REVIEW"));
        }
        json.put("amount", Json.money(capture.amount()));
        json.put("final_capture", true);
        json.put("seller_protection", Map.of("status", "NOT_ELIGIBLE"));
        if (capture.isPaid()) {
            json.put("seller_receivable_breakdown", breakdown(capture.amount()));
        }
        Json.putIfPresent(json, "custom_id", capture.customId());
        Json.putIfPresent(json, "invoice_id", capture.invoiceId());
        json.put("links", links(capture));
        json.put("create_time", Json.time(capture.createdAt()));
        json.put("update_time", Json.time(capture.updatedAt()));
        return json;
    }

    /** As it is by itself, and in events. */
    Map<String, Object> of(Capture capture) {
        Map<String, Object> json = embedded(capture);
        json.put("payee", Account.payee());
        json.put("supplementary_data", Json.object("related_ids", Json.object("order_id", capture.orderId())));
        return json;
    }

    private static Map<String, Object> breakdown(Money gross) {
        Map<String, Object> json = Json.object("gross_amount", Json.money(gross));
        json.put("paypal_fee", Json.money(Money.zero(gross.currency())));
        json.put("net_amount", Json.money(gross));
        return json;
    }

    private List<Map<String, Object>> links(Capture capture) {
        String self = urls.payPal("/v2/payments/captures/" + capture.id());
        List<Map<String, Object>> links = new ArrayList<>();
        links.add(Json.link(self, "self", "GET"));
        if (capture.isPaid()) {
            links.add(Json.link(self + "/refund", "refund", "POST"));
        }
        links.add(Json.link(urls.payPal("/v2/checkout/orders/" + capture.orderId()), "up", "GET"));
        return links;
    }
}
