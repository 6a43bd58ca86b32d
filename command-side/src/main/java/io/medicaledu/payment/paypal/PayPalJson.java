package io.medicaledu.payment.paypal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Reads what PayPal's objects have in common. */
final class PayPalJson {

    private PayPalJson() {}

    /** One of our own ids, which PayPal keeps with its objects. */
    static Optional<UUID> id(JsonNode object, String field) {
        try {
            return Optional.of(UUID.fromString(object.path(field).asString("")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<String> link(JsonNode object, String rel) {
        return object.path("links")
                .valueStream()
                .filter(link -> rel.equals(link.path("rel").asString("")))
                .map(link -> link.path("href").asString(""))
                .findFirst();
    }

    /**
     * The id of what an object belongs to, from its link; empty if that is of another kind.
     *
     * @param kind the part of the link before the id, e.g. {@code /captures/}
     */
    static String up(JsonNode object, String kind) {
        String href = link(object, "up").orElse("");
        int start = href.lastIndexOf(kind);
        return start < 0 ? "" : href.substring(start + kind.length());
    }

    /** @throws IllegalArgumentException if the field is no Internet date and time */
    static Instant time(JsonNode object, String field) {
        try {
            return OffsetDateTime.parse(object.path(field).asString("")).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(field + " is no time", e);
        }
    }
}
