package io.medicaledu.shared.query;

import io.medicaledu.shared.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reading of the read tables' columns into the types of the API. */
public final class Rows {

    private Rows() {}

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    public static Money money(ResultSet row, String amountColumn) throws SQLException {
        return money(row.getBigDecimal(amountColumn), row.getString("currency"));
    }

    /** The enum value whose ordinal the column holds; ordinals are the seed's codes. */
    public static <E extends Enum<E>> E code(ResultSet row, String column, Class<E> type) throws SQLException {
        return type.getEnumConstants()[row.getInt(column)];
    }

    /** A decimal amount as it is stored, with trailing zeros beyond the currency's own decimals. */
    private static Money money(BigDecimal amount, String currency) {
        return Money.of(strip(amount), currency);
    }

    private static String strip(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    /** The decimal amount for a money column. */
    public static BigDecimal decimal(Money money) {
        return new BigDecimal(money.amount());
    }
}
