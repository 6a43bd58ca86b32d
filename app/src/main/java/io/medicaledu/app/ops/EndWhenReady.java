package io.medicaledu.app.ops;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Stops the platform as soon as it is ready, if it was started only to see which classes a start needs. */
@Component
@ConditionalOnProperty("medicaledu.end-when-ready")
class EndWhenReady {

    EndWhenReady() {}

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void onReady(ApplicationReadyEvent event) {
        event.getApplicationContext().close();
    }
}
