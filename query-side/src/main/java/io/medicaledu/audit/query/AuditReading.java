package io.medicaledu.audit.query;

import org.springframework.context.annotation.Import;

/**
 * What reads for auditors, for a context that is smaller than the platform: it needs a {@code JdbcClient}, a
 * {@code TransactionTemplate}, a {@code Clock}, the serializer and upcaster of events and {@link SettledEvents}. The platform finds these
 * classes by itself.
 */
@Import({
    AuditEvents.class,
    AuditExport.class,
    AuditLogs.class,
    LogReadiness.class,
    PeriodStates.class,
    PositionsByTime.class,
    RowReplay.class,
    StoredEvents.class,
    TimeTravel.class
})
public final class AuditReading {}
