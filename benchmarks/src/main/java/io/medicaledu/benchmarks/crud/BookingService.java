package io.medicaledu.benchmarks.crud;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/**
 * Books in one transaction. Where the provider is asked, that happens within it, as such services usually do: a
 * connection is held meanwhile, and a commit that fails leaves a checkout behind that nobody knows. Hibernate writes all
 * rows at the commit, so no row is locked during the call.
 */
@Service
class BookingService {

    private final SlotRepository slots;
    private final BookingRepository bookings;
    private final PaymentRepository payments;
    private final AuditLogRepository auditLogs;
    private final Optional<StripeCheckouts> checkouts;

    BookingService(
            SlotRepository slots,
            BookingRepository bookings,
            PaymentRepository payments,
            AuditLogRepository auditLogs,
            Optional<StripeCheckouts> checkouts) {
        this.slots = slots;
        this.bookings = bookings;
        this.payments = payments;
        this.auditLogs = auditLogs;
        this.checkouts = checkouts;
    }

    @Transactional
    BookingResponse book(UUID studentId, BookingRequest request) {
        Slot slot = slots.findById(request.slotId())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such slot"));
        if (slot.isFull()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "The slot is full");
        }
        slot.take();
        Booking booking = bookings.save(new Booking(studentId, slot, request.provider()));
        Payment payment = payments.save(new Payment(booking));
        auditLogs.saveAll(List.of(
                new AuditLog("AvailabilitySlots", slot.getId(), booking),
                new AuditLog("Bookings", booking.getId(), booking),
                new AuditLog("Payments", payment.getId(), booking)));
        checkouts.ifPresent(stripe -> stripe.open(payment));
        return BookingResponse.of(booking, payment);
    }
}
