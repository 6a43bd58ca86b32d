package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxUrls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes disputes in the shape of PayPal's API (https://developer.paypal.com/docs/api/customer-disputes/v1/). */
@Component
public class DisputeJson {

    private static final Duration TIME_TO_RESPOND = Duration.ofDays(10);

    private final SandboxUrls urls;

    DisputeJson(SandboxUrls urls) {
        this.urls = urls;
    }

    /** As it is in a list. */
    Map<String, Object> summary(Dispute dispute) {
        Map<String, Object> json = Json.object("dispute_id", dispute.id());
        json.put("create_time", Json.time(dispute.createdAt()));
        json.put("update_time", Json.time(dispute.updatedAt()));
        json.put("reason", dispute.reason());
        json.put("status", dispute.status().name());
        json.put("dispute_state", dispute.status().state());
        json.put("dispute_amount", Json.money(dispute.amount()));
        json.put("dispute_life_cycle_stage", "CHARGEBACK");
        json.put("dispute_channel", "EXTERNAL");
        json.put("links", List.of(Json.link(urls.payPal("/v1/customer/disputes/" + dispute.id()), "self", "GET")));
        return json;
    }

    Map<String, Object> of(Dispute dispute, Capture capture) {
        Map<String, Object> json = summary(dispute);
        json.put("disputed_transactions", List.of(transaction(capture)));
        if (dispute.outcome() == null) {
            json.put("seller_response_due_date", Json.time(dispute.createdAt() + TIME_TO_RESPOND.toSeconds()));
        } else {
            Map<String, Object> outcome = Json.object("outcome_code", dispute.outcome());
            if (dispute.amountRefunded() != null) {
                outcome.put("amount_refunded", Json.money(dispute.amountRefunded()));
            }
            json.put("dispute_outcome", outcome);
        }
        return json;
    }

    private static Map<String, Object> transaction(Capture capture) {
        Map<String, Object> json = Json.object("seller_transaction_id", capture.id());
        json.put("create_time", Json.time(capture.createdAt()));
        json.put("transaction_status", capture.status().name());
        json.put("gross_amount", Json.money(capture.amount()));
        Json.putIfPresent(json, "custom", capture.customId());
        Json.putIfPresent(json, "invoice_number", capture.invoiceId());
        json.put("seller", seller());
        json.put("seller_protection_eligible", false);
        return json;
    }

    private static Map<String, Object> seller() {
        Map<String, Object> seller = Json.object("email", Account.MERCHANT_EMAIL);
        seller.put("merchant_id", Account.MERCHANT_ID);
        return seller;
    }
}
