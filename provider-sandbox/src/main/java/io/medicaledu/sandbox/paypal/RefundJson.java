package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxUrls;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes refunds in the shape of PayPal's API (https://developer.paypal.com/docs/api/payments/v2/#refunds_get). */
@Component
public class RefundJson {

    private final SandboxUrls urls;

    RefundJson(SandboxUrls urls) {
        this.urls = urls;
    }

    /** What {@code Prefer: return=minimal} gives. */
    Map<String, Object> minimal(Refund refund) {
        Map<String, Object> json = Json.object("id", refund.id());
        json.put("status", refund.status().name());
        json.put("links", links(refund));
        return json;
    }

    Map<String, Object> of(Refund refund) {
        Map<String, Object> json = Json.object("id", refund.id());
        json.put("amount", Json.money(refund.amount()));
        Json.putIfPresent(json, "custom_id", refund.customId());
        Json.putIfPresent(json, "invoice_id", refund.invoiceId());
        Json.putIfPresent(json, "note_to_payer", refund.note());
        json.put("seller_payable_breakdown", breakdown(refund));
        json.put("status", refund.status().name());
        if (refund.status() == Refund.Status.PENDING) {
            json.put("status_details", Map.of("reason", "ECHECK"));
        }
        json.put("create_time", Json.time(refund.createdAt()));
        json.put("update_time", Json.time(refund.updatedAt()));
        json.put("links", links(refund));
        return json;
    }

    private static Map<String, Object> breakdown(Refund refund) {
        Map<String, Object> json = Json.object("gross_amount", Json.money(refund.amount()));
        json.put("paypal_fee", Json.money(Money.zero(refund.amount().currency())));
        json.put("net_amount", Json.money(refund.amount()));
        json.put("total_refunded_amount", Json.money(refund.totalRefunded()));
        return json;
    }

    private List<Map<String, Object>> links(Refund refund) {
        return List.of(
                Json.link(urls.payPal("/v2/payments/refunds/" + refund.id()), "self", "GET"),
                Json.link(urls.payPal("/v2/payments/captures/" + refund.captureId()), "up", "GET"));
    }
}
