package io.medicaledu.app.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/** The embedded database and its two roles: the owner migrates, the application works. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}' == ''")
class DatabaseConfiguration {

    /** What an earlier release keeps of the sandbox moves out before anything else is connected. */
    @Bean
    EmbeddedDatabase embeddedDatabase(
            EmbeddedDatabaseProperties properties, @Value("${medicaledu.sandbox.enabled:false}") boolean sandbox)
            throws SQLException {
        EmbeddedDatabase database = new EmbeddedDatabase(properties);
        if (sandbox) {
            new SandboxHome(database).create();
        }
        return database;
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariConfig connectionPoolConfig(EmbeddedDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(EmbeddedDatabase.APPLICATION);
        return config;
    }

    @Bean
    HikariDataSource connectionPool(HikariConfig config) {
        return new HikariDataSource(config);
    }

    /** A transaction takes a connection only with its first statement: nobody waits for a lock while holding one. */
    @Bean
    @Primary
    DataSource dataSource(@Qualifier("connectionPool") HikariDataSource pool) {
        return new LazyConnectionDataSourceProxy(pool);
    }

    @Bean
    @FlywayDataSource
    DataSource migrationDataSource(EmbeddedDatabase database) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(database.url());
        owner.setUser(EmbeddedDatabase.OWNER);
        return owner;
    }
}
