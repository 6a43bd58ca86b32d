package io.medicaledu.app.ops;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together the example of a whole request body from those of its fields. */
final class OpenApiExamples {

    private static final String REFERENCE = "#/components/schemas/";
    private static final String ID = "01a20ac1-1cf4-7039-a27a-fd2247b6a1f0";
    private static final String TIME = "2027-03-01T09:00:00Z";

    private final Map<String, Schema> schemas;

    OpenApiExamples(OpenAPI api) {
        this.schemas = api.getComponents().getSchemas();
    }

    void addTo(MediaType body) {
        if (body.getExample() == null && body.getExamples() == null && body.getSchema() != null) {
            body.setExample(of(body.getSchema()));
        }
    }

    private @Nullable Object of(Schema<?> given) {
        Schema<?> schema = resolve(given);
        if (schema.getExample() != null) {
            return schema.getExample();
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().getFirst();
        }
        if (schema.getItems() != null) {
            Object item = of(schema.getItems());
            return item == null ? null : List.of(item);
        }
        if (schema.getProperties() != null) {
            return ofFields(schema.getProperties());
        }
        return ofFormat(schema);
    }

    private Map<String, Object> ofFields(Map<String, Schema> fields) {
        Map<String, Object> example = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            Object value = of(field);
            if (value != null) {
                example.put(name, value);
            }
        });
        return example;
    }

    private static @Nullable Object ofFormat(Schema<?> schema) {
        if ("uuid".equals(schema.getFormat())) {
            return ID;
        }
        if ("date-time".equals(schema.getFormat())) {
            return TIME;
        }
        return schema.getTypes() != null && schema.getTypes().contains("boolean") ? true : null;
    }

    private Schema<?> resolve(Schema<?> schema) {
        String reference = schema.get$ref();
        Schema<?> target = reference == null ? null : schemas.get(reference.substring(REFERENCE.length()));
        return target == null ? schema : target;
    }
}
