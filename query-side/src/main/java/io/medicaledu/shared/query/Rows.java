package io.medicaledu.shared.query;

import io.medicaledu.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
        return Money.of(plain(amount).toPlainString(), currency);
    }

    /** Without zeros at the end, and never in scientific notation. */
    public static BigDecimal plain(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** A time for a {@code timestamptz} column. */
    public static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** A time for a {@code timestamptz} column that may be empty. */
    public static @Nullable OffsetDateTime utcOrNull(@Nullable Instant time) {
        return time == null ? null : utc(time);
    }

    /** The decimal amount for a money column. */
    public static BigDecimal decimal(Money money) {
        return new BigDecimal(money.amount());
    }

    /** Two decimals; null of nothing. */
    public static @Nullable BigDecimal average(long total, int count) {
        return count == 0 ? null : BigDecimal.valueOf(total).divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP);
    }
}
