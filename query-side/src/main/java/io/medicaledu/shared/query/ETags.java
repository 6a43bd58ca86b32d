package io.medicaledu.shared.query;

import org.springframework.http.ResponseEntity;

/** Single resources carry their version as {@code ETag}; Spring answers 304 to a matching {@code If-None-Match}. */
public final class ETags {

    private ETags() {}

    public static <T> ResponseEntity<T> ok(T view, long version) {
        return ResponseEntity.ok().eTag("\"" + version + "\"").body(view);
    }
}
