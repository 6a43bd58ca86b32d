package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pages of a table whose column {@code seq} is the order of creation.
 *
 * @param kind Stripe's name of the objects, e.g. {@code payment_intent}
 * @param table with its schema
 * @param content the column that is read
 * @param created an expression: when the object was made, Unix time in seconds
 */
record PagedQuery(SandboxDatabase database, String kind, String table, String content, String created) {

    /**
     * A page, newest first.
     *
     * @throws StripeException if the object to start after or to end before does not exist
     */
    Page<String> read(Page.Wanted wanted) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> params = new HashMap<>(wanted.filters());
        wanted.filters().keySet().forEach(column -> conditions.add(column + " = :" + column));
        for (Page.Wanted.Bound bound : wanted.created()) {
            String name = "bound" + params.size();
            conditions.add(created + " " + bound.operator() + " :" + name);
            params.put(name, bound.seconds());
        }
        String after = wanted.after();
        String before = wanted.before();
        if (after != null) {
            conditions.add("seq < :cursor");
            params.put("cursor", seq("starting_after", after));
        } else if (before != null) {
            conditions.add("seq > :cursor");
            params.put("cursor", seq("ending_before", before));
        }
        List<String> found = database.sql("SELECT " + content + " FROM " + table
                        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                        + " ORDER BY seq " + (before == null ? "DESC" : "ASC") + " LIMIT " + (wanted.limit() + 1))
                .params(params)
                .query(String.class)
                .list();
        boolean more = found.size() > wanted.limit();
        List<String> items = more ? found.subList(0, wanted.limit()) : found;
        return new Page<>(before == null ? items : items.reversed(), more);
    }

    private long seq(String param, String id) {
        if (!StripeIds.isPossible(id)) {
            throw StripeException.missing(kind, param, id);
        }
        return database.sql("SELECT seq FROM " + table + " WHERE id = ?")
                .param(id)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> StripeException.missing(kind, param, id));
    }
}
