package io.medicaledu.app.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whether a query string can be read at all: well-formed percent-encoding of UTF-8, without NUL. */
final class QueryText {

    private static final int HEX = 16;

    private QueryText() {}

    static boolean isReadable(@Nullable String query) {
        if (query == null || query.indexOf('%') < 0) {
            return true;
        }
        ByteBuffer bytes = ByteBuffer.allocate(query.length());
        for (int i = 0; i < query.length(); i++) {
            char each = query.charAt(i);
            if (each != '%') {
                bytes.put((byte) (each < 0x80 ? each : '?'));
                continue;
            }
            if (i + 2 >= query.length()) {
                return false;
            }
            int high = Character.digit(query.charAt(i + 1), HEX);
            int low = Character.digit(query.charAt(i + 2), HEX);
            if (high < 0 || low < 0 || high + low == 0) {
                return false;
            }
            bytes.put((byte) (high * HEX + low));
            i += 2;
        }
        return isUtf8(bytes.flip());
    }

    private static boolean isUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
