package io.medicaledu.app.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets projections write beside the tables that are read: whatever a thread does within {@link #instead} goes to the schema
 * {@code read_model_shadow} wherever it says {@code read_model}. Projections know nothing of it.
 */
public final class ShadowTables {

    /** As statements name it; quoted, {@code "read_model".bookings} means the tables that are read, everywhere. */
    private static final String READ = "read_model.";

    private static final String SHADOW = "read_model_shadow.";

    private static final ScopedValue<Boolean> INSTEAD = ScopedValue.newInstance();

    private ShadowTables() {}

    /** Does something, with a transaction of its own in it. */
    public static <T> T instead(ScopedValue.CallableOp<T, RuntimeException> work) {
        return ScopedValue.where(INSTEAD, true).call(work);
    }

    /** The same connections; those that are taken within {@link #instead} write beside the tables that are read. */
    static DataSource behind(DataSource dataSource) {
        return new DelegatingDataSource(dataSource) {

            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                return INSTEAD.isBound() ? shadowed(connection) : connection;
            }
        };
    }

    private static Connection shadowed(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                ShadowTables.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("prepare") && arguments[0] instanceof String statement) {
                        arguments[0] = statement.replace(READ, SHADOW);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
