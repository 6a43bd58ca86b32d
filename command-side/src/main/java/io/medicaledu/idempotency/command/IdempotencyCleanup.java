package io.medicaledu.idempotency.command;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets answers that are older than 24 hours. Running on several nodes at once does no harm. */
@Component
class IdempotencyCleanup {

    private final IdempotencyTable table;

    IdempotencyCleanup(IdempotencyTable table) {
        this.table = table;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void deleteExpired() {
        table.deleteExpired();
    }
}
