package io.medicaledu.app.feed;

import io.medicaledu.shared.query.Projections;
import io.medicaledu.shared.query.Projections.Projection;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables beside those that are read. The application does not own them: it has the owner make, swap and drop them. */
@Component
class Shadows {

    private final JdbcClient jdbc;
    private final EntityManager entities;

    Shadows(JdbcClient jdbc, EntityManager entities) {
        this.jdbc = jdbc;
        this.entities = entities;
    }

    /** Empty, whatever was there before. */
    void create(String projection) {
        Projection its = Projections.named(projection);
        call("SELECT maintenance.create_shadow(?, ?)", its.tables(), its.late());
    }

    /** The indexes that they have done without, however long it takes. */
    void index(String projection) {
        jdbc.sql("SET LOCAL statement_timeout = 0").update();
        call("SELECT maintenance.index_shadow(?)", Projections.named(projection).tables());
    }

    /** From the commit on they are read; the others are gone. */
    void swap(String projection) {
        call("SELECT maintenance.swap_shadow(?)", Projections.named(projection).tables());
    }

    void drop(String projection) {
        call("SELECT maintenance.drop_shadow(?)", Projections.named(projection).tables());
    }

    /** Whatever the transaction's events have changed is in the tables then, and checked. */
    void flush() {
        entities.flush();
        jdbc.sql("SET CONSTRAINTS ALL IMMEDIATE").update();
    }

    @SafeVarargs
    private void call(String function, List<String>... tables) {
        JdbcClient.StatementSpec call = jdbc.sql(function);
        for (List<String> each : tables) {
            call = call.param(each.toArray(String[]::new));
        }
        call.query((row, index) -> function).list();
    }
}
