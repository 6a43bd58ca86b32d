package io.medicaledu.benchmarks.crud;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;

/** What a booking costs, and where it is paid. */
@Entity
@Table(name = "payments")
class Payment {

    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    private UUID id;

    private UUID bookingId;
    private UUID userId;
    private BigDecimal amount;
    private String currency;
    private Status status;
    private Provider provider;
    private @Nullable String providerSessionId;
    private @Nullable String checkoutUrl;

    @CreationTimestamp
    private Instant createdAt;

    @UpdateTimestamp
    private Instant updatedAt;

    @Version
    private long version;

    protected Payment() {}

    Payment(Booking booking) {
        this.bookingId = booking.getId();
        this.userId = booking.getStudentId();
        this.amount = booking.getAmount();
        this.currency = booking.getCurrency();
        this.status = Status.Pending;
        this.provider = booking.getProvider();
    }

    void checkoutOpened(String sessionId, String url) {
        this.providerSessionId = sessionId;
        this.checkoutUrl = url;
    }

    UUID getId() {
        return id;
    }

    UUID getBookingId() {
        return bookingId;
    }

    BigDecimal getAmount() {
        return amount;
    }

    String getCurrency() {
        return currency;
    }

    @Nullable
    String getCheckoutUrl() {
        return checkoutUrl;
    }
}
