package io.medicaledu.benchmarks.crud;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Who has changed what. Numbered by a sequence, as Hibernate cannot batch rows that number themselves. */
@Entity
@Table(name = "audit_logs")
class AuditLog {

    private static final short BOOKED = 7;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(sequenceName = "audit_logs_seq")
    private Long id;

    private String entityName;
    private UUID entityId;
    private short action;
    private UUID userId;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> newValues;

    @CreationTimestamp
    private Instant createdAt;

    protected AuditLog() {}

    AuditLog(String entityName, UUID entityId, Booking booking) {
        this.entityName = entityName;
        this.entityId = entityId;
        this.action = BOOKED;
        this.userId = booking.getStudentId();
        this.newValues = Map.of(
                "status", booking.getStatus().name(),
                "amount", booking.getAmount().toPlainString(),
                "currency", booking.getCurrency());
    }
}
