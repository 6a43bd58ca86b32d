package io.medicaledu.app.feed;

import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.api.PaymentStatus;
import io.medicaledu.promotion.api.DiscountType;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the schema's tables, in the words of the audit log; and what has changed between two readings. */
final class SchemaRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The schema's tables by the names of their rows. */
    static final Map<String, String> TABLES = new TreeMap<>(Map.ofEntries(
            Map.entry("User", "users"),
            Map.entry("UserSession", "user_sessions"),
            Map.entry("Course", "courses"),
            Map.entry("CourseMaterial", "course_materials"),
            Map.entry("AvailabilitySlot", "availability_slots"),
            Map.entry("Booking", "bookings"),
            Map.entry("BookingPromoCode", "booking_promo_codes"),
            Map.entry("Payment", "payments"),
            Map.entry("Enrollment", "enrollments"),
            Map.entry("CourseProgress", "course_progress"),
            Map.entry("InstructorRating", "instructor_ratings"),
            Map.entry("CourseRating", "course_ratings"),
            Map.entry("PromoCode", "promo_codes"),
            Map.entry("Notification", "notifications")));

    /** They say nothing of the event, or are secrets, or follow from other rows that are told. */
    private static final Set<String> NOT_TOLD = Set.of(
            "id",
            "createdAt",
            "updatedAt",
            "version",
            "sessionToken",
            "passwordResetToken",
            "calendarTokenHash",
            "progressPercentage",
            "disputeState",
            "disputedAmount",
            "dueAt",
            "search");

    private static final Set<String> DECIMALS =
            Set.of("price", "amount", "discountAmount", "capturedAmount", "refundAmount", "discountValue");

    private static final Map<String, Class<? extends Enum<?>>> CODES = Map.of(
            "User.role", UserRole.class,
            "Booking.status", BookingStatus.class,
            "Booking.provider", PaymentProvider.class,
            "Payment.status", PaymentStatus.class,
            "Payment.provider", PaymentProvider.class,
            "PromoCode.discountType", DiscountType.class,
            "Notification.type", NotificationType.class);

    private final JdbcClient jdbc;

    SchemaRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(String entity, UUID id) {}

    /** What an event has changed in a row, by column. */
    record Changed(Map<String, JsonNode> before, Map<String, JsonNode> after) {}

    Map<Row, Map<String, JsonNode>> read(Collection<UUID> ids) {
        Map<Row, Map<String, JsonNode>> rows = new HashMap<>();
        TABLES.forEach((entity, table) -> jdbc.sql(
                        "SELECT id, to_jsonb(t)::text AS row FROM read_model." + table + " AS t WHERE id = ANY (?)")
                .param(ids.toArray(UUID[]::new))
                .query((row, index) -> rows.put(
                        new Row(entity, row.getObject("id", UUID.class)), columns(entity, row.getString("row"))))
                .list());
        return rows;
    }

    private static Map<String, JsonNode> columns(String entity, String json) {
        Map<String, JsonNode> columns = new TreeMap<>();
        JSON.readTree(json).properties().forEach(field -> {
            String column = camelCase(field.getKey());
            if (!NOT_TOLD.contains(column) && !field.getValue().isNull()) {
                columns.put(column, told(entity, column, field.getValue()));
            }
        });
        return columns;
    }

    private static String camelCase(String column) {
        return Pattern.compile("_(\\w)")
                .matcher(column)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static JsonNode told(String entity, String column, JsonNode value) {
        Class<? extends Enum<?>> codes = CODES.get(entity + "." + column);
        if (codes != null) {
            return JSON.valueToTree(codes.getEnumConstants()[value.asInt()].name());
        }
        if (DECIMALS.contains(column)) {
            BigDecimal plain = value.decimalValue().stripTrailingZeros();
            return JSON.valueToTree((plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString());
        }
        if (value.isString() && value.asString().matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+\\+00:00")) {
            return JSON.valueToTree(
                    OffsetDateTime.parse(value.asString()).toInstant().toString());
        }
        return value;
    }

    static Map<Row, Changed> difference(Map<Row, Map<String, JsonNode>> before, Map<Row, Map<String, JsonNode>> after) {
        Map<Row, Changed> changed = new HashMap<>();
        after.forEach((row, columns) -> {
            Map<String, JsonNode> old = before.getOrDefault(row, Map.of());
            Map<String, JsonNode> was = new TreeMap<>();
            Map<String, JsonNode> is = new TreeMap<>();
            Set<String> names = new TreeSet<>(columns.keySet());
            names.addAll(old.keySet());
            for (String name : names) {
                if (!Objects.equals(old.get(name), columns.get(name))) {
                    putIfThere(was, name, old.get(name));
                    putIfThere(is, name, columns.get(name));
                }
            }
            if (!was.isEmpty() || !is.isEmpty()) {
                changed.put(row, new Changed(was, is));
            }
        });
        return changed;
    }

    private static void putIfThere(Map<String, JsonNode> columns, String name, @Nullable JsonNode value) {
        if (value != null) {
            columns.put(name, value);
        }
    }
}
