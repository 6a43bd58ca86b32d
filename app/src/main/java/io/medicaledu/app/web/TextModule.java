package io.medicaledu.app.web;

import io.medicaledu.shared.Texts;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateTimeDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Texts in one form (NFC), and texts and times that the database can keep: no NUL, which PostgreSQL has no place for, no half of a surrogate pair, and
 * no year beyond four digits. What got into an event would otherwise stop every projection that reads it.
 */
final class TextModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    TextModule() {
        super("text");
        addDeserializer(String.class, new TextReader());
        addDeserializer(Instant.class, new InstantReader());
        addDeserializer(LocalDateTime.class, new LocalReader());
    }

    /** True if it can be written as UTF-8 and has no NUL. */
    static boolean isText(String value) {
        if (value.indexOf('\0') >= 0) {
            return false;
        }
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        try {
            encoder.encode(CharBuffer.wrap(value));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static final class TextReader extends StdScalarDeserializer<String> {

        TextReader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) {
            String value = StringDeserializer.instance.deserialize(json, context);
            if (!isText(value)) {
                throw context.instantiationException(
                        String.class, new IllegalArgumentException("has characters that are no text"));
            }
            return Texts.normalized(value);
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) {
            Instant value = InstantDeserializer.INSTANT.deserialize(json, context);
            if (value != null && !Times.isSensible(value)) {
                throw context.instantiationException(Instant.class, new IllegalArgumentException(Times.RANGE));
            }
            return value;
        }
    }

    private static final class LocalReader extends StdScalarDeserializer<LocalDateTime> {

        LocalReader() {
            super(LocalDateTime.class);
        }

        @Override
        public LocalDateTime deserialize(JsonParser json, DeserializationContext context) {
            LocalDateTime value = LocalDateTimeDeserializer.INSTANCE.deserialize(json, context);
            if (value != null && !Times.isSensible(value)) {
                throw context.instantiationException(LocalDateTime.class, new IllegalArgumentException(Times.RANGE));
            }
            return value;
        }
    }
}
