package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.paypal.BuyerDisputes;
import io.medicaledu.sandbox.paypal.DisputeSearch;
import io.medicaledu.sandbox.paypal.PayPalException;
import io.medicaledu.sandbox.paypal.TransactionSearch;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Transaction search, disputes, and everything that is not here. */
@RestController
@RequestMapping("/sandbox/paypal")
class AccountController {

    private final PayPalCalls calls;
    private final TransactionSearch transactions;
    private final DisputeSearch disputeSearch;
    private final BuyerDisputes disputes;

    AccountController(
            PayPalCalls calls, TransactionSearch transactions, DisputeSearch disputeSearch, BuyerDisputes disputes) {
        this.calls = calls;
        this.transactions = transactions;
        this.disputeSearch = disputeSearch;
        this.disputes = disputes;
    }

    @GetMapping("/v1/reporting/transactions")
    ResponseEntity<String> transactions(HttpServletRequest request) {
        return calls.answer(
                request, "paypal.transactions.list", call -> PayPalReply.ok(transactions.list(call.query())));
    }

    @GetMapping("/v1/customer/disputes")
    ResponseEntity<String> disputes(HttpServletRequest request) {
        return calls.answer(request, "paypal.dispute.list", call -> PayPalReply.ok(disputeSearch.list(call.query())));
    }

    @GetMapping("/v1/customer/disputes/{id}")
    ResponseEntity<String> dispute(HttpServletRequest request, @PathVariable String id) {
        return calls.answer(request, "paypal.dispute.get", call -> PayPalReply.ok(disputes.get(id)));
    }

    /** Everything else of the API, other methods on known paths included. */
    @RequestMapping({"/v1/**", "/v2/**"})
    ResponseEntity<String> unknown(HttpServletRequest request) {
        return calls.answer(request, "unknown", call -> {
            throw PayPalException.missing();
        });
    }
}
