package io.medicaledu.app.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.medicaledu.sandbox.SandboxDatabase;
import java.sql.SQLException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Gives the provider sandbox a database and a small connection pool of its own, beside the embedded platform's. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}' == ''")
@ConditionalOnProperty("medicaledu.sandbox.enabled")
class SandboxDatabaseConfiguration {

    private static final int CONNECTIONS = 16;

    @Bean(name = SandboxDatabase.DATA_SOURCE, defaultCandidate = false)
    HikariDataSource sandboxDataSource(EmbeddedDatabase database, Environment environment) {
        HikariConfig config = new HikariConfig();
        Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(config));
        config.setPoolName("sandbox");
        config.setJdbcUrl(database.url(SandboxHome.NAME));
        config.setUsername(EmbeddedDatabase.APPLICATION);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    /** Once the sandbox has made its tables. */
    @Bean
    SandboxTables sandboxTables(EmbeddedDatabase database, SandboxDatabase sandbox) throws SQLException {
        new SandboxHome(database).showTables();
        return new SandboxTables();
    }

    /** Says that the sandbox's tables can be seen in the platform's database. */
    record SandboxTables() {}
}
