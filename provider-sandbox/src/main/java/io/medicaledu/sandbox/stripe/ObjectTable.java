package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Objects of one kind, each a JSON document; the table's other columns are generated from it. */
final class ObjectTable<T extends StripeObject> {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SandboxDatabase database;
    private final String table;
    private final String kind;
    private final Class<T> type;

    /** @param kind Stripe's name of the objects, e.g. {@code payment_intent} */
    ObjectTable(SandboxDatabase database, String table, String kind, Class<T> type) {
        this.database = database;
        this.table = "provider_sandbox." + table;
        this.kind = kind;
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

    /** @throws StripeException if there is none */
    T get(String id) {
        return find(id).orElseThrow(() -> StripeException.missing(kind, "id", id));
    }

    Optional<T> find(String id) {
        return findWhere("id = ?", id);
    }

    /** Locks the row until the transaction ends: changes of one object come one after the other. */
    Optional<T> lock(String id) {
        return findWhere("id = ? FOR UPDATE", id);
    }

    private Optional<T> findWhere(String condition, String id) {
        if (!StripeIds.isPossible(id)) {
            return Optional.empty();
        }
        return database.sql("SELECT data FROM " + table + " WHERE " + condition)
                .param(id)
                .query(String.class)
                .optional()
                .map(this::parse);
    }

    /**
     * A page, newest first.
     *
     * @param filters values of columns
     * @throws StripeException if the object to start after does not exist
     */
    Page<T> list(Page.Wanted page, Map<String, String> filters) {
        Map<String, Object> params = new HashMap<>(filters);
        List<String> conditions = filters.keySet().stream()
                .map(column -> column + " = :" + column)
                .collect(Collectors.toCollection(ArrayList::new));
        String after = page.after();
        if (after != null) {
            T last = find(after).orElseThrow(() -> StripeException.missing(kind, "starting_after", after));
            conditions.add("seq < (SELECT seq FROM " + table + " WHERE id = :after)");
            params.put("after", last.id());
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        List<T> found = database
                .sql("SELECT data FROM " + table + where + " ORDER BY seq DESC LIMIT " + (page.limit() + 1))
                .params(params)
                .query(String.class)
                .list()
                .stream()
                .map(this::parse)
                .toList();
        return Page.of(found, page);
    }

    T parse(String data) {
        return JSON.readValue(data, type);
    }
}
