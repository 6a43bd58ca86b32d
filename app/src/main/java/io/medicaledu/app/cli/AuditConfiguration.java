package io.medicaledu.app.cli;

import io.medicaledu.app.clock.ClockProperties;
import io.medicaledu.app.eventstore.EventSerializerConfiguration;
import io.medicaledu.audit.query.AuditReading;
import io.medicaledu.audit.query.SettledEvents;
import io.medicaledu.audit.seal.SealReading;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the commands read with. No configuration by its annotation: the platform would take it for its own. */
@Import({AuditReading.class, SealReading.class, EventSerializerConfiguration.class})
@EnableConfigurationProperties(ClockProperties.class)
class AuditConfiguration {

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(DataSource dataSource) {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /** As far ahead as the platform's, which matters in a simulation only. */
    @Bean
    Clock clock(ClockProperties properties) {
        return Clock.offset(Clock.systemUTC(), properties.offset());
    }

    @Bean
    SettledEvents settledEvents(JdbcClient jdbc) {
        return new SettledNow(jdbc);
    }
}
