package io.medicaledu.shared.command;

/** In which forms a change can be sent. */
public final class MediaTypes {

    public static final String JSON = "application/json";

    /** RFC 7396. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    private MediaTypes() {}
}
