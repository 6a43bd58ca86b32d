package io.medicaledu.app.clock;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The clock; for simulations only, production does not start with it.
 *
 * @param adjustable whether {@code POST /sandbox/clock} may put it forward
 * @param offset how far it is ahead at the start, e.g. where an earlier run of the same data has left it
 */
@ConfigurationProperties("medicaledu.clock")
public record ClockProperties(
        @DefaultValue("false") boolean adjustable,
        @DefaultValue("PT0S") Duration offset) {}
