package io.medicaledu.receipt.command;

import io.medicaledu.receipt.api.ReceiptCommand.IssueCreditNote;
import io.medicaledu.receipt.api.ReceiptCommand.IssueReceipt;
import io.medicaledu.receipt.api.ReceiptCommand.ReverseCreditNote;
import io.medicaledu.receipt.api.ReceiptDocument;
import io.medicaledu.receipt.api.ReceiptEvent;
import io.medicaledu.receipt.api.ReceiptEvent.CreditNoteIssued;
import io.medicaledu.receipt.api.ReceiptEvent.CreditNoteReversed;
import io.medicaledu.receipt.api.ReceiptEvent.ReceiptIssued;
import io.medicaledu.receipt.api.ReceiptKind;
import io.medicaledu.receipt.api.TaxLine;
import io.medicaledu.receipt.command.IssuedReceipts.CreditNote;
import io.medicaledu.receipt.command.IssuedReceipts.Credited;
import io.medicaledu.receipt.command.IssuedReceipts.Original;
import io.medicaledu.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Issues receipts, credit notes and their reversals, each once and under the next number of its kind and year. Number, register and
 * event are one transaction: two that issue the same document at once meet at the register's key, and the loser's
 * number is given back.
 */
@Component
class IssuingReceipts {

    private static final Logger LOG = LoggerFactory.getLogger(IssuingReceipts.class);

    private final Repository<Receipt> receipts;
    private final ReceiptNumbers numbers;
    private final IssuedReceipts issued;
    private final ReceiptProperties properties;
    private final Clock clock;

    IssuingReceipts(
            Repository<Receipt> receiptRepository,
            ReceiptNumbers numbers,
            IssuedReceipts issued,
            ReceiptProperties properties,
            Clock clock) {
        this.receipts = receiptRepository;
        this.numbers = numbers;
        this.issued = issued;
        this.properties = properties;
        this.clock = clock;
    }

    /** A number with the moment that decides its year. */
    private record Issue(String number, LocalDate date, Instant time) {}

    @CommandHandler
    void handle(IssueReceipt command) throws Exception {
        if (issued.exists(command.receiptId())) {
            return;
        }
        Issue issue = next(ReceiptKind.Receipt);
        String currency = command.amount().currency();
        ReceiptDocument document = new ReceiptDocument(
                ReceiptKind.Receipt,
                issue.number(),
                command.paymentId(),
                command.bookingId(),
                command.userId(),
                command.amount(),
                TaxLine.included(properties.taxLabel(), properties.rateFor(currency), command.amount()),
                properties.asSeller(),
                command.providerTransactionId(),
                command.paidAt(),
                issue.date(),
                issue.time());
        issued.add(command.receiptId(), document, command.providerTransactionId(), null);
        append(new ReceiptIssued(command.receiptId(), document));
    }

    /** Takes back the tax at the rate at which the receipt has charged it, whatever the rate is now. */
    @CommandHandler
    void handle(IssueCreditNote command) throws Exception {
        if (issued.exists(command.receiptId())) {
            return;
        }
        Optional<Original> original = issued.original(command.paymentId(), command.providerTransactionId());
        UUID userId = original.map(Original::userId).orElse(command.userId());
        if (userId == null) {
            LOG.warn("Refund {} is of money that has no receipt and no payer", command.refundId());
            return;
        }
        Issue issue = next(ReceiptKind.CreditNote);
        UUID originalId = original.map(Original::receiptId).orElse(null);
        ReceiptDocument document = new ReceiptDocument(
                ReceiptKind.CreditNote,
                issue.number(),
                command.paymentId(),
                command.bookingId(),
                userId,
                command.amount(),
                taxOf(command, original),
                properties.asSeller(),
                command.providerRefundId(),
                command.refundedAt(),
                issue.date(),
                issue.time());
        issued.add(command.receiptId(), document, command.providerRefundId(), originalId);
        append(new CreditNoteIssued(
                command.receiptId(),
                document,
                command.refundId(),
                originalId,
                original.map(Original::number).orElse(null)));
    }

    /**
     * Says of exactly what the credit note has said that it counts no more, the tax included.
     *
     * <p>The refund's success came before, and had its credit note then; it has none if nobody could be named as its payer.
     */
    @CommandHandler
    void handle(ReverseCreditNote command) throws Exception {
        if (issued.exists(command.receiptId())) {
            return;
        }
        Optional<CreditNote> found = issued.creditNote(
                Ids.creditNote(command.refundId()), command.amount().currency());
        if (found.isEmpty()) {
            LOG.warn("Refund {} came back and has no credit note to take back", command.refundId());
            return;
        }
        CreditNote note = found.get();
        Issue issue = next(ReceiptKind.CreditNoteReversal);
        ReceiptDocument document = new ReceiptDocument(
                ReceiptKind.CreditNoteReversal,
                issue.number(),
                command.paymentId(),
                command.bookingId(),
                note.userId(),
                note.amount(),
                note.tax(),
                properties.asSeller(),
                note.providerRefundId(),
                command.reversedAt(),
                issue.date(),
                issue.time());
        issued.add(command.receiptId(), document, note.providerRefundId(), note.receiptId());
        append(new CreditNoteReversed(
                command.receiptId(), document, command.refundId(), note.receiptId(), note.number(), command.reason()));
    }

    private TaxLine taxOf(IssueCreditNote command, Optional<Original> original) {
        String currency = command.amount().currency();
        return original.map(receipt -> {
                    Credited earlier = issued.credited(receipt.receiptId(), currency);
                    return TaxLine.includedInPart(
                            receipt.taxLabel(), receipt.taxRate(), earlier.amount(), earlier.tax(), command.amount());
                })
                .orElseGet(
                        () -> TaxLine.included(properties.taxLabel(), properties.rateFor(currency), command.amount()));
    }

    private Issue next(ReceiptKind kind) {
        Instant now = clock.instant();
        LocalDate date = LocalDate.ofInstant(now, properties.timeZone());
        String number = properties.number(kind, date.getYear(), numbers.next(kind, date.getYear()));
        return new Issue(number, date, now);
    }

    private void append(ReceiptEvent event) throws Exception {
        receipts.newInstance(() -> new Receipt(event));
        LOG.info(
                "{} {} of {}",
                event.document().kind(),
                event.document().number(),
                event.document().amount());
    }
}
