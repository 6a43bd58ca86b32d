package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxUrls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes orders in the shape of PayPal's API (https://developer.paypal.com/docs/api/orders/v2/). */
@Component
public class OrderJson {

    private final SandboxUrls urls;
    private final CaptureJson captureJson;
    private final RefundJson refundJson;

    OrderJson(SandboxUrls urls, CaptureJson captureJson, RefundJson refundJson) {
        this.urls = urls;
        this.captureJson = captureJson;
        this.refundJson = refundJson;
    }

    /** Where the payer approves. */
    String approvalPage(String orderId) {
        return urls.payPal("/checkoutnow/" + orderId);
    }

    /** What {@code Prefer: return=minimal} gives after creation. */
    Map<String, Object> created(Order order) {
        Map<String, Object> json = Json.object("id", order.id());
        json.put("status", order.status().name());
        putSource(json, order);
        json.put("links", links(order));
        return json;
    }

    /** What {@code Prefer: return=minimal} gives after a capture. */
    Map<String, Object> captured(Order order, List<Capture> captures) {
        Map<String, Object> json = Json.object("id", order.id());
        json.put("status", order.status().name());
        putSource(json, order);
        Map<String, Object> unit = Json.object("reference_id", order.referenceId());
        unit.put("payments", payments(captures));
        json.put("purchase_units", List.of(unit));
        json.put("payer", Account.payer());
        json.put("links", links(order));
        return json;
    }

    /** Everything of an order without refunds. */
    Map<String, Object> of(Order order, List<Capture> captures) {
        return of(order, captures, List.of());
    }

    /** Everything. */
    Map<String, Object> of(Order order, List<Capture> captures, List<Refund> refunds) {
        Map<String, Object> json = Json.object("id", order.id());
        json.put("intent", "CAPTURE");
        json.put("status", order.status().name());
        putSource(json, order);
        Map<String, Object> unit = unit(order);
        if (!captures.isEmpty()) {
            Map<String, Object> payments = payments(captures);
            if (!refunds.isEmpty()) {
                payments.put("refunds", refunds.stream().map(refundJson::of).toList());
            }
            unit.put("payments", payments);
        }
        json.put("purchase_units", List.of(unit));
        if (order.isApproved()) {
            json.put("payer", Account.payer());
        }
        json.put("create_time", Json.time(order.createdAt()));
        json.put("update_time", Json.time(order.updatedAt()));
        json.put("links", links(order));
        return json;
    }

    /** What the event about an approval that has lapsed tells. */
    Map<String, Object> lapsed(Order order) {
        Map<String, Object> json = Json.object("order_id", order.id());
        json.put("purchase_units", List.of(unit(order)));
        json.put("payment_source", Account.paymentSource());
        return json;
    }

    private Map<String, Object> unit(Order order) {
        Map<String, Object> unit = Json.object("reference_id", order.referenceId());
        unit.put("amount", Json.money(order.amount()));
        unit.put("payee", Account.payee());
        Json.putIfPresent(unit, "description", order.description());
        Json.putIfPresent(unit, "custom_id", order.customId());
        Json.putIfPresent(unit, "invoice_id", order.invoiceId());
        Json.putIfPresent(unit, "soft_descriptor", order.softDescriptor());
        return unit;
    }

    private Map<String, Object> payments(List<Capture> captures) {
        return Json.object(
                "captures", captures.stream().map(captureJson::embedded).toList());
    }

    private static void putSource(Map<String, Object> json, Order order) {
        if (order.isApproved()) {
            json.put("payment_source", Account.paymentSource());
        } else if (order.payPalSource()) {
            json.put("payment_source", Json.object("paypal", Map.of()));
        }
    }

    private List<Map<String, Object>> links(Order order) {
        String self = urls.payPal("/v2/checkout/orders/" + order.id());
        List<Map<String, Object>> links = new ArrayList<>();
        links.add(Json.link(self, "self", "GET"));
        if (order.needsApproval()) {
            links.add(Json.link(approvalPage(order.id()), order.payPalSource() ? "payer-action" : "approve", "GET"));
        }
        if (order.isOpen() && (order.isApproved() || !order.payPalSource())) {
            links.add(Json.link(self + "/capture", "capture", "POST"));
        }
        return links;
    }
}
