package io.medicaledu.sandbox;

import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sandbox's own corner of the application's PostgreSQL: a schema with its own migrations and its own transactions,
 * so that what "the provider" knows outlives a crash of the platform.
 */
@Component
public class SandboxDatabase {

    private static final String SCHEMA = "provider_sandbox";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SandboxDatabase(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .locations("classpath:db/sandbox")
                .load()
                .migrate();
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** A statement; table names are written with the schema {@code provider_sandbox}. */
    public StatementSpec sql(String sql) {
        return jdbc.sql(sql);
    }

    /**
     * Runs the work in one transaction, or as part of the one that runs. In the latter case an exception does not end the
     * outer one: a refusal, thrown before anything was written, is an answer to be kept.
     */
    public <T> T transact(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /** Runs the action once the running transaction is committed; at once if there is none. */
    public void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
