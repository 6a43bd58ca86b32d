package io.medicaledu.receipt.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.receipt.api.ReceiptPrint;
import io.medicaledu.receipt.api.ReceiptQuery.FindPrintOfPayment;
import io.medicaledu.receipt.api.ReceiptQuery.FindReceipt;
import io.medicaledu.receipt.api.ReceiptQuery.FindReceiptPrint;
import io.medicaledu.receipt.api.ReceiptQuery.FindReceipts;
import io.medicaledu.receipt.api.ReceiptView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.query.ETags;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Receipts of payments, credit notes of refunds and their reversals, for their payer and admins. */
@RestController
@Tag(name = "Receipts")
class ReceiptQueryController {

    private final Queries queries;
    private final ReceiptPdf pdf;

    ReceiptQueryController(Queries queries, ReceiptPdf pdf) {
        this.queries = queries;
        this.pdf = pdf;
    }

    @GetMapping("/api/receipts")
    @Operation(
            summary = "List receipts, credit notes and their reversals, newest first",
            description =
                    "One's own; all of them for admins. Receipts less credit notes plus reversals is what was kept.")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<ReceiptView> receipts(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Those of one payer") @RequestParam(required = false) @Nullable UUID userId,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(new FindReceipts(userId, caller, new PageRequest(limit, cursor)), ReceiptView.class);
    }

    @GetMapping("/api/receipts/{receiptId}")
    @Operation(summary = "Read a receipt, a credit note or its reversal")
    @ApiResponse(responseCode = "200", description = "The receipt")
    @ApiResponse(responseCode = "404", description = "not-found, also for somebody else's receipt")
    ResponseEntity<ReceiptView> receipt(@AuthenticationPrincipal Caller caller, @PathVariable UUID receiptId) {
        ReceiptView receipt = queries.ask(new FindReceipt(receiptId, caller), ReceiptView.class);
        return ETags.ok(receipt, receipt.version());
    }

    @GetMapping(value = "/api/receipts/{receiptId}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(summary = "Print a receipt, a credit note or its reversal")
    @ApiResponse(
            responseCode = "200",
            description = "One page A4, its file named by the number, e.g. R-2026-000001.pdf",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PDF_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "not-found, also for somebody else's receipt")
    ResponseEntity<byte[]> pdf(@AuthenticationPrincipal Caller caller, @PathVariable UUID receiptId) {
        return file(queries.ask(new FindReceiptPrint(receiptId, caller), ReceiptPrint.class));
    }

    @GetMapping(value = "/api/payments/{paymentId}/receipt", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(
            summary = "Print the receipt of a payment or the credit note of a refund",
            description = "Once the money has moved; a refund has a row of its own among the payments.")
    @ApiResponse(
            responseCode = "200",
            description = "One page A4, its file named by the number, e.g. C-2026-000001.pdf",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PDF_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "not-found, also while it has not been issued")
    ResponseEntity<byte[]> ofPayment(@AuthenticationPrincipal Caller caller, @PathVariable UUID paymentId) {
        return file(queries.ask(new FindPrintOfPayment(paymentId, caller), ReceiptPrint.class));
    }

    private ResponseEntity<byte[]> file(ReceiptPrint print) {
        String name = print.receipt().number() + ".pdf";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .body(pdf.print(print));
    }
}
