package io.medicaledu.app.clock;

import java.time.Clock;
import org.axonframework.eventhandling.GenericEventMessage;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One clock for everything: commands, events, deadlines, the sandbox. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    @ConditionalOnProperty(name = "medicaledu.clock.adjustable", havingValue = "false", matchIfMissing = true)
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnProperty("medicaledu.clock.adjustable")
    AdjustableClock adjustableClock(ClockProperties properties) {
        return new AdjustableClock(properties.offset());
    }

    @Bean
    InitializingBean eventTime(Clock clock) {
        return () -> GenericEventMessage.clock = clock;
    }
}
