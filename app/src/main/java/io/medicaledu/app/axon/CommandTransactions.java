package io.medicaledu.app.axon;

import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Transactions of commands: plain JDBC, without an entity manager that no command uses. A command that is sent within a
 * JPA transaction, as that of a batch of events, is part of it.
 */
@Component
final class CommandTransactions implements TransactionManager {

    private final TransactionManager jdbc;
    private final TransactionManager jpa;
    private final EntityManagerFactory entities;

    CommandTransactions(DataSource dataSource, PlatformTransactionManager jpa, EntityManagerFactory entities) {
        this.jdbc = new SpringTransactionManager(new JdbcTransactionManager(dataSource));
        this.jpa = new SpringTransactionManager(jpa);
        this.entities = entities;
    }

    @Override
    public Transaction startTransaction() {
        return TransactionSynchronizationManager.hasResource(entities)
                ? jpa.startTransaction()
                : jdbc.startTransaction();
    }
}
