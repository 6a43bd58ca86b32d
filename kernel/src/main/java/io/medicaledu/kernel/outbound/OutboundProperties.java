package io.medicaledu.kernel.outbound;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Calls to addresses that clients give.
 *
 * @param allowPrivate whether they may lead to this machine and to private networks, by http as well; for tests and the
 *     demo, production does not start with it
 * @param timeout for a whole call, from connecting to the answer's status
 */
@ConfigurationProperties("medicaledu.outbound")
public record OutboundProperties(
        @DefaultValue("false") boolean allowPrivate,
        @DefaultValue("10s") Duration timeout) {}
