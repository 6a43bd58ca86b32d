package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.shared.query.BatchInsert;
import io.medicaledu.shared.query.RowTable;
import io.medicaledu.shared.query.RowTable.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** What the events of a transaction do to a table comes out as if each had been written by itself. */
class RowTableTest extends PlatformTest {

    private static final UUID FIRST = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID SECOND = UUID.fromString("00000000-0000-0000-0000-000000000002");

    @Autowired
    private TransactionManager transactions;

    @Autowired
    @Qualifier("migrationDataSource")
    private DataSource owner;

    private RowTable<Chair> chairs;

    /** Nobody sits where somebody else does. */
    private static final class Chair {

        private final UUID id;
        private @Nullable String sitter;
        private int place;

        private Chair(UUID id, @Nullable String sitter, int place) {
            this.id = id;
            this.sitter = sitter;
            this.place = place;
        }
    }

    @BeforeEach
    void chairs() throws SQLException {
        execute("CREATE TABLE public.chairs (id uuid PRIMARY KEY, sitter text, place integer UNIQUE)");
        execute("GRANT ALL ON public.chairs TO PUBLIC");
        chairs = new RowTable<>(
                jdbc,
                "public.chairs",
                it -> it.id,
                (row, index) ->
                        new Chair(row.getObject("id", UUID.class), row.getString("sitter"), row.getInt("place")),
                List.of(
                        new Column<>("id", "uuid", it -> it.id),
                        new Column<>("sitter", "text", it -> it.sitter),
                        new Column<>("place", "integer", it -> it.place)));
    }

    @AfterEach
    void areGoneAfterwards() throws SQLException {
        execute("DROP TABLE public.chairs");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void inTransaction(Runnable work) {
        UnitOfWork<EventMessage<?>> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(transactions);
        try {
            work.run();
        } catch (RuntimeException e) {
            unitOfWork.rollback(e);
            throw e;
        }
        unitOfWork.commit();
    }

    private List<String> rows() {
        return jdbc.sql("SELECT coalesce(sitter, '-') || ' ' || place FROM public.chairs ORDER BY id")
                .query(String.class)
                .list();
    }

    @Test
    void aRowIsAddedAndChangedInOneTransaction() {
        inTransaction(() -> {
            chairs.insert(new Chair(FIRST, "Ada", 1));
            chairs.change(FIRST, it -> it.place += 1);
            chairs.change(FIRST, it -> it.place *= 10);
        });

        assertThat(rows()).containsExactly("Ada 20");
    }

    @Test
    void aRowOfAnEarlierTransactionIsChangedInTheOrderOfTheEvents() {
        inTransaction(() -> chairs.insert(new Chair(FIRST, "Ada", 1)));

        inTransaction(() -> {
            chairs.change(FIRST, it -> it.sitter = null);
            chairs.change(FIRST, it -> it.place += 5);
            chairs.insert(new Chair(SECOND, "Grace", 1));
        });

        assertThat(rows()).containsExactly("- 6", "Grace 1");
    }

    @Test
    void oneTakesThePlaceThatAnotherHasLeft() {
        inTransaction(() -> {
            chairs.insert(new Chair(FIRST, "Ada", 1));
            chairs.insert(new Chair(SECOND, "Grace", 2));
        });

        inTransaction(() -> {
            chairs.change(FIRST, it -> it.sitter = "Ada L.");
            chairs.change(SECOND, it -> it.place = 3);
            chairs.change(FIRST, it -> it.place = 2);
        });

        assertThat(rows()).containsExactly("Ada L. 2", "Grace 3");
    }

    @Test
    void aTransactionThatIsRolledBackLeavesNothing() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    chairs.insert(new Chair(FIRST, "Ada", 1));
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        inTransaction(() -> chairs.insert(new Chair(SECOND, "Grace", 2)));

        assertThat(rows()).containsExactly("Grace 2");
    }

    @Test
    void aRowThatIsNotThereFailsTheTransaction() {
        assertThatThrownBy(() -> inTransaction(() -> chairs.change(FIRST, it -> it.place = 7)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("There is no row " + FIRST);
    }

    @Test
    void addedRowsAreWrittenWhenSomebodyHasToSeeThem() {
        BatchInsert added =
                new BatchInsert(jdbc, "public.chairs", List.of("id uuid", "sitter text", "place integer"), "");

        inTransaction(() -> {
            added.add(FIRST, "Ada", 1);
            added.add(SECOND, null, 2);
            assertThat(rows()).isEmpty();
            added.flush();
            assertThat(rows()).containsExactly("Ada 1", "- 2");
        });

        assertThat(rows()).hasSize(2);
        assertThatThrownBy(() -> inTransaction(() -> added.add(FIRST))).isInstanceOf(IllegalArgumentException.class);
    }
}
