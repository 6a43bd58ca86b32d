package io.medicaledu.shared.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import tools.jackson.databind.json.JsonMapper;

/** JSON in our own tables: exactly the components of a record, as in the event store. */
public final class StoredJson {

    /** Reads and writes it. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .build();

    private StoredJson() {}
}
