package io.medicaledu.app.web;

import io.medicaledu.shared.Edit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Reads the fields of a merge patch (RFC 7396): one that is missing says nothing, one that is null is removed. */
final class EditModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    EditModule() {
        super("edit");
        addDeserializer(Edit.class, new Reader(null));
    }

    /** Not thrown away with the type's parameter: each field has a reader for its own kind of value. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // the parameter is known at run time only
    private static final class Reader extends ValueDeserializer<Edit> {

        private final @Nullable ValueDeserializer<Object> values;

        Reader(@Nullable ValueDeserializer<Object> values) {
            this.values = values;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            JavaType type = property == null ? context.getContextualType() : property.getType();
            return new Reader((ValueDeserializer<Object>)
                    context.findContextualValueDeserializer(type.containedTypeOrUnknown(0), property));
        }

        @Override
        public Edit deserialize(JsonParser json, DeserializationContext context) {
            if (values == null) {
                throw new IllegalStateException("An edit of what?");
            }
            return Edit.to(values.deserialize(json, context));
        }

        @Override
        public Edit getNullValue(DeserializationContext context) {
            return Edit.remove();
        }

        @Override
        public Edit getAbsentValue(DeserializationContext context) {
            return Edit.keep();
        }
    }
}
