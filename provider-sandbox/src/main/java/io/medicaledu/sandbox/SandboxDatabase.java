package io.medicaledu.sandbox;

import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sandbox's own corner of PostgreSQL: a schema with its own migrations and its own transactions, so that what "the
 * provider" knows outlives a crash of the platform. In the application's database, or in another one that it declares.
 */
@Component
public class SandboxDatabase {

    /** Name of the bean that an application declares to give the sandbox another database than its own. */
    public static final String DATA_SOURCE = "sandboxDataSource";

    private static final String SCHEMA = "provider_sandbox";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SandboxDatabase(@Qualifier(DATA_SOURCE) ObjectProvider<DataSource> own, ObjectProvider<DataSource> application) {
        DataSource dataSource = own.getIfAvailable(application::getObject);
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

    /**
     * Runs the work in a transaction whose commit does not wait for the disk: for what may be forgotten in a power cut, as
     * it is only done once more then.
     */
    public <T> T transactForgetfully(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("SET LOCAL synchronous_commit TO off").update();
            return work.get();
        }));
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
