package io.medicaledu.shared.query;

import org.springframework.http.ResponseEntity;

/**
 * Single resources carry their version as {@code ETag}; Spring answers 304 to a matching {@code If-None-Match}. A view can
 * show more than its aggregate (a course its ratings, a promo code its uses), so a sum of the whole view follows.
 */
public final class ETags {

    private ETags() {}

    public static <T> ResponseEntity<T> ok(T view, long version) {
        String sum = Integer.toHexString(String.valueOf(view).hashCode());
        return ResponseEntity.ok().eTag("\"" + version + "-" + sum + "\"").body(view);
    }
}
