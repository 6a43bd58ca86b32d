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

/** A student's seat in a slot. */
@Entity
@Table(name = "bookings")
class Booking {

    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    private UUID id;

    private UUID studentId;
    private UUID availabilitySlotId;
    private UUID courseId;
    private UUID instructorId;
    private Status status;
    private BigDecimal amount;
    private String currency;
    private Provider provider;
    private Instant sessionStart;
    private Instant sessionEnd;

    @CreationTimestamp
    private Instant createdAt;

    @UpdateTimestamp
    private Instant updatedAt;

    @Version
    private long version;

    protected Booking() {}

    Booking(UUID studentId, Slot slot, Provider provider) {
        this.studentId = studentId;
        this.availabilitySlotId = slot.getId();
        this.courseId = slot.getCourseId();
        this.instructorId = slot.getInstructorId();
        this.status = Status.Pending;
        this.amount = slot.getAmount();
        this.currency = slot.getCurrency();
        this.provider = provider;
        this.sessionStart = slot.getStartTime();
        this.sessionEnd = slot.getEndTime();
    }

    UUID getId() {
        return id;
    }

    UUID getStudentId() {
        return studentId;
    }

    Status getStatus() {
        return status;
    }

    BigDecimal getAmount() {
        return amount;
    }

    String getCurrency() {
        return currency;
    }

    Provider getProvider() {
        return provider;
    }
}
