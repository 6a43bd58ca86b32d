package io.medicaledu.app.axon;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How projections and sagas follow the event stream.
 *
 * @param threads how many of them work at once on this node; 0 for as many as there are cores, at least two
 */
@ConfigurationProperties("medicaledu.event-processing")
record EventProcessingProperties(@DefaultValue("0") int threads) {

    private static final int FEWEST = 2;

    EventProcessingProperties {
        if (threads < 0) {
            throw new IllegalArgumentException("medicaledu.event-processing.threads must not be negative");
        }
        if (threads == 0) {
            threads = Math.max(FEWEST, Runtime.getRuntime().availableProcessors());
        }
    }
}
