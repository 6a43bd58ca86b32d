package io.medicaledu.benchmarks.crud;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** When a course can be booked, and for how much. Two who book it at once are told apart by its version. */
@Entity
@Table(name = "slots")
class Slot {

    @Id
    private UUID id;

    private UUID courseId;
    private UUID instructorId;
    private Instant startTime;
    private Instant endTime;
    private BigDecimal amount;
    private String currency;
    private int capacity;
    private int taken;

    @Version
    private long version;

    protected Slot() {}

    boolean isFull() {
        return taken >= capacity;
    }

    void take() {
        taken++;
    }

    UUID getId() {
        return id;
    }

    UUID getCourseId() {
        return courseId;
    }

    UUID getInstructorId() {
        return instructorId;
    }

    Instant getStartTime() {
        return startTime;
    }

    Instant getEndTime() {
        return endTime;
    }

    BigDecimal getAmount() {
        return amount;
    }

    String getCurrency() {
        return currency;
    }
}
