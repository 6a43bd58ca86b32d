package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import java.util.Collection;
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
    private final PagedQuery pages;

    /** @param kind Stripe's name of the objects, e.g. {@code payment_intent} */
    ObjectTable(SandboxDatabase database, String table, String kind, Class<T> type) {
        this.database = database;
        this.table = "provider_sandbox." + table;
        this.kind = kind;
        this.type = type;
        this.pages = new PagedQuery(database, kind, this.table, "data", "created");
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

    /**
     * As {@link #lock}.
     *
     * @throws StripeException if there is none
     */
    T lockOrRefuse(String param, String id) {
        return lock(id).orElseThrow(() -> StripeException.missing(kind, param, id));
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

    /** Those with these ids, by id. */
    Map<String, T> findAll(Collection<String> ids) {
        return database
                .sql("SELECT data FROM " + table + " WHERE id = ANY (:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(String.class)
                .list()
                .stream()
                .map(this::parse)
                .collect(Collectors.toMap(StripeObject::id, object -> object));
    }

    /**
     * A page, newest first.
     *
     * @throws StripeException if the object to start after or to end before does not exist
     */
    Page<T> list(Page.Wanted page) {
        return pages.read(page).map(this::parse);
    }

    T parse(String data) {
        return JSON.readValue(data, type);
    }
}
