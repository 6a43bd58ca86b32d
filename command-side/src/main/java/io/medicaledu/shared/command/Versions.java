package io.medicaledu.shared.command;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code If-Match} header: an ETag of ours begins with an aggregate's version. */
public final class Versions {

    private static final Pattern ETAG = Pattern.compile("\\s*\"(\\d{1,18})(?:-[0-9a-f]{1,8})?\"\\s*");

    private Versions() {}

    /**
     * The version that the caller has seen; null if any will do.
     *
     * @throws Problem {@code precondition-failed} if the header is none of our ETags
     */
    public static @Nullable Long ifMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        Matcher matcher = ETAG.matcher(header);
        if (!matcher.matches()) {
            throw new Problem(ProblemCode.PRECONDITION_FAILED, "If-Match is not an ETag of this resource");
        }
        return Long.valueOf(matcher.group(1));
    }
}
