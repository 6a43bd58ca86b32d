package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Objects of one kind, each a JSON document; the table's other columns are generated from it. */
final class ObjectTable<T extends PayPalObject> {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SandboxDatabase database;
    private final String table;
    private final Class<T> type;

    ObjectTable(SandboxDatabase database, String table, Class<T> type) {
        this.database = database;
        this.table = "provider_sandbox." + table;
        this.type = type;
    }

    void insert(T object) {
        database.sql("INSERT INTO " + table + " (data) VALUES (?::jsonb)")
                .param(JSON.writeValueAsString(object))
                .update();
    }

    void update(T object) {
        database.sql("UPDATE " + table + " SET data = ?::jsonb WHERE id = ?")
                .param(JSON.writeValueAsString(object))
                .param(object.id())
                .update();
    }

    /** @throws PayPalException if there is none */
    T get(String id) {
        return byId("id = :id", id);
    }

    /**
     * Locks the row until the transaction ends: changes of one object come one after the other.
     *
     * @throws PayPalException if there is none
     */
    T lock(String id) {
        return byId("id = :id FOR UPDATE", id);
    }

    private T byId(String condition, String id) {
        Optional<T> found = PayPalIds.isPossible(id)
                ? where(condition, Map.of("id", id)).stream().findFirst()
                : Optional.empty();
        return found.orElseThrow(PayPalException::missing);
    }

    /** @param condition with what comes after it, e.g. an order */
    List<T> where(String condition, Map<String, ?> params) {
        return database
                .sql("SELECT data FROM " + table + " WHERE " + condition)
                .params(params)
                .query(String.class)
                .list()
                .stream()
                .map(data -> JSON.readValue(data, type))
                .toList();
    }
}
