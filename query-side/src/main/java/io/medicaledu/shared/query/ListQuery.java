package io.medicaledu.shared.query;

import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A list with optional filters and keyset pagination: always "after the last one", never an offset. */
public final class ListQuery {

    private final String select;
    private final String column;
    private final boolean byTime;
    private final boolean descending;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    private ListQuery(String select, String column, boolean byTime, boolean descending) {
        this.select = select;
        this.column = column;
        this.byTime = byTime;
        this.descending = descending;
    }

    public static ListQuery newestFirst(String select, String timeColumn) {
        return new ListQuery(select, timeColumn, true, true);
    }

    public static ListQuery oldestFirst(String select, String timeColumn) {
        return new ListQuery(select, timeColumn, true, false);
    }

    /** Ordered by a number. */
    public static ListQuery highestFirst(String select, String numberColumn) {
        return new ListQuery(select, numberColumn, false, true);
    }

    /** Ordered by a number. */
    public static ListQuery lowestFirst(String select, String numberColumn) {
        return new ListQuery(select, numberColumn, false, false);
    }

    /** Sets a parameter that is not part of a condition. */
    public ListQuery with(String parameter, Object value) {
        parameters.put(parameter, value);
        return this;
    }

    public ListQuery where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Adds the condition unless the value is null. */
    public ListQuery where(String condition, String parameter, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(parameter, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
        return this;
    }

    /** Reads the page. */
    public <T> Page<T> page(JdbcClient jdbc, PageRequest page, RowMapper<T> mapper, Function<T, Cursor> cursorOf) {
        if (page.cursor() != null) {
            Cursor cursor = Cursor.decode(page.cursor());
            conditions.add("(" + column + ", id) " + (descending ? "<" : ">") + " (:cursorKey, :cursorId)");
            parameters.put("cursorKey", byTime ? time(cursor) : cursor.key());
            parameters.put("cursorId", cursor.id());
        }
        List<T> rows =
                jdbc.sql(sql(page.limit() + 1)).params(parameters).query(mapper).list();
        if (rows.size() <= page.limit()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, page.limit());
        return new Page<>(items, cursorOf.apply(items.getLast()).encode());
    }

    /**
     * Counts the rows of all pages.
     *
     * @param atMost how long that may take, in whole seconds
     * @return empty if it takes longer
     */
    public OptionalLong count(JdbcClient jdbc, Duration atMost) {
        try {
            return OptionalLong.of(jdbc.sql("SELECT count(*) FROM (" + filtered() + ") AS rows")
                    .params(parameters)
                    .withQueryTimeout((int) atMost.toSeconds())
                    .query(Long.class)
                    .single());
        } catch (QueryTimeoutException e) {
            return OptionalLong.empty();
        }
    }

    private String filtered() {
        return select + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    private String sql(int limit) {
        String direction = descending ? " DESC" : "";
        return filtered() + " ORDER BY " + column + direction + ", id" + direction + " LIMIT " + limit;
    }

    private static OffsetDateTime time(Cursor cursor) {
        try {
            return cursor.time().atOffset(ZoneOffset.UTC);
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.invalid("cursor", "is not a cursor of this list");
        }
    }
}
